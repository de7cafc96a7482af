variable "name" {
  description = "The service's name; all names begin with it"
  type        = string
  default     = "webshop"
}

variable "cluster" {
  description = "The cluster's name"
  type        = string
}

variable "vpc_id" {
  description = "The VPC of the tasks"
  type        = string
}

variable "private_subnets" {
  description = "Subnets of the instances, in at least two zones, with a way out to ECS and ECR"
  type        = list(string)
}

data "aws_partition" "current" {}

# The managed policy below lets ECS pass roles of this name alone to the instances: it must begin with ecsInstanceRole.
resource "aws_iam_role" "managed_instance_role" {
  name = "ecsInstanceRole-${var.name}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "ec2.amazonaws.com" }
        Action    = "sts:AssumeRole"
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "managed_instance_role" {
  role       = aws_iam_role.managed_instance_role.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonECSInstanceRolePolicyForManagedInstances"
}

resource "aws_iam_instance_profile" "managed_instance_profile" {
  name = "ecsInstanceRole-${var.name}"
  role = aws_iam_role.managed_instance_role.name
}

resource "aws_iam_role" "managed_instances_role" {
  name = "${var.name}-managed-instances"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "ecs.amazonaws.com" }
        Action    = "sts:AssumeRole"
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "managed_instances_role" {
  role       = aws_iam_role.managed_instances_role.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonECSInfrastructureRolePolicyForManagedInstances"
}

resource "aws_security_group" "instance_security_group" {
  name_prefix = "${var.name}-managed-instance-"
  description = "The managed instances of ${var.name}"
  vpc_id      = var.vpc_id

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# It belongs to the cluster that it names, and needs no association.
resource "aws_ecs_capacity_provider" "capacity_provider" {
  name    = "${var.name}-managed"
  cluster = var.cluster

  managed_instances_provider {
    infrastructure_role_arn = aws_iam_role.managed_instances_role.arn
    propagate_tags          = "CAPACITY_PROVIDER"

    instance_launch_template {
      ec2_instance_profile_arn = aws_iam_instance_profile.managed_instance_profile.arn

      network_configuration {
        subnets         = var.private_subnets
        security_groups = [aws_security_group.instance_security_group.id]
      }

      instance_requirements {
        vcpu_count {
          min = 1
          max = 8
        }

        memory_mib {
          min = 2048
          max = 32768
        }
      }
    }
  }

  depends_on = [aws_iam_role_policy_attachment.managed_instance_role, aws_iam_role_policy_attachment.managed_instances_role]
}

output "capacity_provider" {
  description = "What the service's tasks run on"
  value       = aws_ecs_capacity_provider.capacity_provider.name
}
