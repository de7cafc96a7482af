# Amazon ECS Managed Instances for a cluster - EC2 capacity that ECS runs itself

variable "cluster_name" {
  type        = string
  default     = "shop"
  description = "Name of the cluster"
}

variable "subnets" {
  type        = list(string)
  description = "Private subnets"
}

variable "security_group" {
  type        = string
  description = "Security group of the instances"
}

data "aws_partition" "here" {}

# ECS requires that the name begins with ecsInstanceRole, unless the infrastructure role may pass another.
resource "aws_iam_role" "instance_role" {
  description = "What managed instances do"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "instance_role" {
  role       = aws_iam_role.instance_role.name
  policy_arn = "arn:${data.aws_partition.here.partition}:iam::aws:policy/AmazonECSInstanceRolePolicyForManagedInstances"
}

resource "aws_iam_instance_profile" "instance_profile" {
  role = aws_iam_role.instance_role.name
}

resource "aws_iam_role" "manager_role" {
  description = "ECS starts and stops managed instances as this role"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "manager_role" {
  role       = aws_iam_role.manager_role.name
  policy_arn = "arn:${data.aws_partition.here.partition}:iam::aws:policy/AmazonECSInfrastructureRolePolicyForManagedInstances"
}

resource "aws_iam_role_policy" "manager_role" {
  name = "pass"
  role = aws_iam_role.manager_role.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "iam:PassRole"
      Resource  = aws_iam_role.instance_role.arn
      Condition = { StringEquals = { "iam:PassedToService" = "ec2.amazonaws.com" } }
    }]
  })
}

resource "aws_ecs_capacity_provider" "capacity_provider" {
  name    = "${var.cluster_name}-managed"
  cluster = var.cluster_name

  managed_instances_provider {
    infrastructure_role_arn = aws_iam_role.manager_role.arn

    instance_launch_template {
      ec2_instance_profile_arn = aws_iam_instance_profile.instance_profile.arn

      network_configuration {
        subnets         = var.subnets
        security_groups = [var.security_group]
      }
    }
  }
}

output "capacity_provider" {
  description = "For capacityProviderStrategy of a service"
  value       = aws_ecs_capacity_provider.capacity_provider.name
}
