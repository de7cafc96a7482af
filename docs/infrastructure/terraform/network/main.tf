variable "name" {
  description = "The service's name; all names begin with it"
  type        = string
  default     = "webshop"
}

variable "vpc_cidr" {
  description = "The VPC's address range, a /16. Four subnets of 256 addresses each are made in it"
  type        = string
  default     = "10.20.0.0/16"

  validation {
    condition     = can(regex("^[0-9.]+/16$", var.vpc_cidr))
    error_message = "An address range with /16, such as 10.20.0.0/16."
  }
}

data "aws_availability_zones" "available" {
  state = "available"
}

resource "aws_vpc" "vpc" {
  cidr_block           = var.vpc_cidr
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = { Name = var.name }
}

resource "aws_internet_gateway" "internet_gateway" {
  vpc_id = aws_vpc.vpc.id
  tags   = { Name = var.name }
}

resource "aws_subnet" "public_subnet_a" {
  vpc_id            = aws_vpc.vpc.id
  availability_zone = data.aws_availability_zones.available.names[0]
  cidr_block        = cidrsubnet(aws_vpc.vpc.cidr_block, 8, 0)
  tags              = { Name = "${var.name}-public-a" }
}

resource "aws_subnet" "public_subnet_b" {
  vpc_id            = aws_vpc.vpc.id
  availability_zone = data.aws_availability_zones.available.names[1]
  cidr_block        = cidrsubnet(aws_vpc.vpc.cidr_block, 8, 1)
  tags              = { Name = "${var.name}-public-b" }
}

resource "aws_subnet" "private_subnet_a" {
  vpc_id            = aws_vpc.vpc.id
  availability_zone = data.aws_availability_zones.available.names[0]
  cidr_block        = cidrsubnet(aws_vpc.vpc.cidr_block, 8, 2)
  tags              = { Name = "${var.name}-private-a" }
}

resource "aws_subnet" "private_subnet_b" {
  vpc_id            = aws_vpc.vpc.id
  availability_zone = data.aws_availability_zones.available.names[1]
  cidr_block        = cidrsubnet(aws_vpc.vpc.cidr_block, 8, 3)
  tags              = { Name = "${var.name}-private-b" }
}

resource "aws_route_table" "public_route_table" {
  vpc_id = aws_vpc.vpc.id
  tags   = { Name = "${var.name}-public" }
}

resource "aws_route" "public_route" {
  route_table_id         = aws_route_table.public_route_table.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.internet_gateway.id
}

resource "aws_route_table_association" "public_routes_a" {
  subnet_id      = aws_subnet.public_subnet_a.id
  route_table_id = aws_route_table.public_route_table.id
}

resource "aws_route_table_association" "public_routes_b" {
  subnet_id      = aws_subnet.public_subnet_b.id
  route_table_id = aws_route_table.public_route_table.id
}

# A NAT gateway in each zone: with a single one, tasks of the other zone pull no image while its zone is down.
resource "aws_eip" "nat_address_a" {
  domain     = "vpc"
  tags       = { Name = "${var.name}-nat-a" }
  depends_on = [aws_internet_gateway.internet_gateway]
}

resource "aws_eip" "nat_address_b" {
  domain     = "vpc"
  tags       = { Name = "${var.name}-nat-b" }
  depends_on = [aws_internet_gateway.internet_gateway]
}

resource "aws_nat_gateway" "nat_gateway_a" {
  subnet_id     = aws_subnet.public_subnet_a.id
  allocation_id = aws_eip.nat_address_a.allocation_id
  tags          = { Name = "${var.name}-a" }
}

resource "aws_nat_gateway" "nat_gateway_b" {
  subnet_id     = aws_subnet.public_subnet_b.id
  allocation_id = aws_eip.nat_address_b.allocation_id
  tags          = { Name = "${var.name}-b" }
}

resource "aws_route_table" "private_route_table_a" {
  vpc_id = aws_vpc.vpc.id
  tags   = { Name = "${var.name}-private-a" }
}

resource "aws_route_table" "private_route_table_b" {
  vpc_id = aws_vpc.vpc.id
  tags   = { Name = "${var.name}-private-b" }
}

resource "aws_route" "private_route_a" {
  route_table_id         = aws_route_table.private_route_table_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat_gateway_a.id
}

resource "aws_route" "private_route_b" {
  route_table_id         = aws_route_table.private_route_table_b.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat_gateway_b.id
}

resource "aws_route_table_association" "private_routes_a" {
  subnet_id      = aws_subnet.private_subnet_a.id
  route_table_id = aws_route_table.private_route_table_a.id
}

resource "aws_route_table_association" "private_routes_b" {
  subnet_id      = aws_subnet.private_subnet_b.id
  route_table_id = aws_route_table.private_route_table_b.id
}

output "vpc_id" {
  description = "The VPC"
  value       = aws_vpc.vpc.id
}

output "public_subnets" {
  description = "For the load balancer, one in each zone"
  value       = [aws_subnet.public_subnet_a.id, aws_subnet.public_subnet_b.id]
}

output "private_subnets" {
  description = "For the tasks and the container instances, one in each zone"
  value       = [aws_subnet.private_subnet_a.id, aws_subnet.private_subnet_b.id]
  # Tasks that start before there is a way out can't pull their image.
  depends_on = [aws_route.private_route_a, aws_route.private_route_b]
}
