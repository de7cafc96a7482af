# A VPC with public and private subnets in two zones, and one NAT gateway for the private ones

variable "name" {
  type        = string
  default     = "webshop"
  description = "Name of the application, which tags what is made"
}

variable "vpc_cidr" {
  type        = string
  default     = "10.20.0.0/16"
  description = "Addresses of the VPC; /16, of which the four subnets take a /20 each"
}

data "aws_availability_zones" "here" {
  state = "available"
}

resource "aws_vpc" "vpc" {
  cidr_block           = var.vpc_cidr
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = { Name = var.name }
}

# Attached by naming the VPC: CloudFormation has a resource for that.
resource "aws_internet_gateway" "internet_gateway" {
  vpc_id = aws_vpc.vpc.id
  tags   = { Name = var.name }
}

resource "aws_subnet" "public_subnet_a" {
  vpc_id            = aws_vpc.vpc.id
  availability_zone = data.aws_availability_zones.here.names[0]
  cidr_block        = cidrsubnet(var.vpc_cidr, 4, 0)
  tags              = { Name = "${var.name}-public-a" }
}

resource "aws_subnet" "public_subnet_b" {
  vpc_id            = aws_vpc.vpc.id
  availability_zone = data.aws_availability_zones.here.names[1]
  cidr_block        = cidrsubnet(var.vpc_cidr, 4, 1)
  tags              = { Name = "${var.name}-public-b" }
}

resource "aws_subnet" "private_subnet_a" {
  vpc_id            = aws_vpc.vpc.id
  availability_zone = data.aws_availability_zones.here.names[0]
  cidr_block        = cidrsubnet(var.vpc_cidr, 4, 2)
  tags              = { Name = "${var.name}-private-a" }
}

resource "aws_subnet" "private_subnet_b" {
  vpc_id            = aws_vpc.vpc.id
  availability_zone = data.aws_availability_zones.here.names[1]
  cidr_block        = cidrsubnet(var.vpc_cidr, 4, 3)
  tags              = { Name = "${var.name}-private-b" }
}

resource "aws_eip" "nat_address" {
  domain     = "vpc"
  depends_on = [aws_internet_gateway.internet_gateway]
}

resource "aws_nat_gateway" "nat_gateway" {
  allocation_id = aws_eip.nat_address.id
  subnet_id     = aws_subnet.public_subnet_a.id
}

resource "aws_route_table" "public_routes" {
  vpc_id = aws_vpc.vpc.id
}

resource "aws_route" "public_route" {
  route_table_id         = aws_route_table.public_routes.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.internet_gateway.id
}

resource "aws_route_table_association" "public_routes_a" {
  route_table_id = aws_route_table.public_routes.id
  subnet_id      = aws_subnet.public_subnet_a.id
}

resource "aws_route_table_association" "public_routes_b" {
  route_table_id = aws_route_table.public_routes.id
  subnet_id      = aws_subnet.public_subnet_b.id
}

resource "aws_route_table" "private_routes" {
  vpc_id = aws_vpc.vpc.id
}

resource "aws_route" "private_route" {
  route_table_id         = aws_route_table.private_routes.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat_gateway.id
}

resource "aws_route_table_association" "private_routes_a" {
  route_table_id = aws_route_table.private_routes.id
  subnet_id      = aws_subnet.private_subnet_a.id
}

resource "aws_route_table_association" "private_routes_b" {
  route_table_id = aws_route_table.private_routes.id
  subnet_id      = aws_subnet.private_subnet_b.id
}

output "vpc_id" {
  description = "The VPC"
  value       = aws_vpc.vpc.id
}

output "public_subnets" {
  description = "Subnets of the load balancer"
  value       = [aws_subnet.public_subnet_a.id, aws_subnet.public_subnet_b.id]
}

output "private_subnets" {
  description = "Subnets of the tasks"
  value       = [aws_subnet.private_subnet_a.id, aws_subnet.private_subnet_b.id]
}
