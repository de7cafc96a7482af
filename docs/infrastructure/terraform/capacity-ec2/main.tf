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

variable "instance_type" {
  description = "The instances' type, of the tasks' CPU architecture. The number of network interfaces limits how many tasks an instance can take (awsvpc), unless ENI trunking is on for the account"
  type        = string
  default     = "m7g.large"
}

variable "image_id" {
  description = "The parameter that names the ECS-optimized image, of the instances' CPU architecture"
  type        = string
  default     = "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id"
}

variable "max_instances" {
  description = "So many instances at most. During a blue/green deployment there must be room for twice the tasks"
  type        = number
  default     = 6
}

data "aws_partition" "current" {}

data "aws_ssm_parameter" "image_id" {
  name = var.image_id
}

resource "aws_iam_role" "instance_role" {
  name = "${var.name}-instance"
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

resource "aws_iam_role_policy_attachment" "instance_role" {
  role       = aws_iam_role.instance_role.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
}

resource "aws_iam_instance_profile" "instance_profile" {
  name = "${var.name}-instance"
  role = aws_iam_role.instance_role.name
}

# Nothing comes in: tasks have interfaces and security groups of their own (awsvpc).
resource "aws_security_group" "instance_security_group" {
  name_prefix = "${var.name}-instance-"
  description = "The container instances of ${var.name}"
  vpc_id      = var.vpc_id

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_launch_template" "launch_template" {
  name                   = "${var.name}-instance"
  image_id               = data.aws_ssm_parameter.image_id.value
  instance_type          = var.instance_type
  vpc_security_group_ids = [aws_security_group.instance_security_group.id]

  iam_instance_profile {
    arn = aws_iam_instance_profile.instance_profile.arn
  }

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  user_data = base64encode(join("\n", [
    "#!/bin/bash",
    "echo ECS_CLUSTER=${var.cluster} >> /etc/ecs/ecs.config",
    "echo ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config",
    "",
  ]))
}

# ECS sets the number of instances. Protected from scaling in: ECS ends an instance when no task is left on it.
resource "aws_autoscaling_group" "auto_scaling_group" {
  name                  = "${var.name}-instances"
  vpc_zone_identifier   = var.private_subnets
  min_size              = 0
  max_size              = var.max_instances
  protect_from_scale_in = true

  launch_template {
    id      = aws_launch_template.launch_template.id
    version = aws_launch_template.launch_template.latest_version
  }

  tag {
    key                 = "AmazonECSManaged"
    value               = "true"
    propagate_at_launch = true
  }

  lifecycle {
    ignore_changes = [desired_capacity]
  }
}

resource "aws_ecs_capacity_provider" "capacity_provider" {
  name = "${var.name}-instances"

  auto_scaling_group_provider {
    auto_scaling_group_arn         = aws_autoscaling_group.auto_scaling_group.arn
    managed_termination_protection = "ENABLED"
    managed_draining               = "ENABLED"

    managed_scaling {
      status          = "ENABLED"
      target_capacity = 100
    }
  }
}

resource "aws_ecs_cluster_capacity_providers" "capacity_providers" {
  cluster_name       = var.cluster
  capacity_providers = [aws_ecs_capacity_provider.capacity_provider.name]

  default_capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.capacity_provider.name
    weight            = 1
  }
}

output "capacity_provider" {
  description = "What the service's tasks run on"
  value       = aws_ecs_capacity_provider.capacity_provider.name
  depends_on  = [aws_ecs_cluster_capacity_providers.capacity_providers]
}
