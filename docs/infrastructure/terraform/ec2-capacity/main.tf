# Container instances for a cluster, as a capacity provider that ECS scales

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

variable "instance_type" {
  type        = string
  default     = "m7i.large"
  description = "Type of the instances"
}

variable "maximum_instances" {
  type        = number
  default     = 6
  description = "Room for two task sets while a deployment shifts traffic"
}

data "aws_partition" "here" {}

data "aws_ssm_parameter" "image" {
  name = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"
}

resource "aws_iam_role" "instance_role" {
  description = "The ECS agent of container instances"
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
  policy_arn = "arn:${data.aws_partition.here.partition}:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
}

resource "aws_iam_instance_profile" "instance_profile" {
  role = aws_iam_role.instance_role.name
}

resource "aws_launch_template" "launch_template" {
  image_id               = data.aws_ssm_parameter.image.value
  instance_type          = var.instance_type
  vpc_security_group_ids = [var.security_group]
  iam_instance_profile { arn = aws_iam_instance_profile.instance_profile.arn }
  metadata_options { http_tokens = "required" }
  user_data = base64encode("#!/bin/bash\necho \"ECS_CLUSTER=${var.cluster_name}\" >> /etc/ecs/ecs.config\n")
}

resource "aws_autoscaling_group" "auto_scaling_group" {
  vpc_zone_identifier   = var.subnets
  min_size              = 0
  max_size              = var.maximum_instances
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
}

resource "aws_ecs_capacity_provider" "capacity_provider" {
  name = "${var.cluster_name}-instances"

  auto_scaling_group_provider {
    auto_scaling_group_arn         = aws_autoscaling_group.auto_scaling_group.arn
    managed_termination_protection = "ENABLED"

    managed_scaling {
      status          = "ENABLED"
      target_capacity = 100
    }
  }
}

# Replaces the cluster's own list: Fargate's providers stay in it.
resource "aws_ecs_cluster_capacity_providers" "capacity_providers" {
  cluster_name       = var.cluster_name
  capacity_providers = ["FARGATE", "FARGATE_SPOT", aws_ecs_capacity_provider.capacity_provider.name]

  default_capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }
}

output "capacity_provider" {
  description = "For capacityProviderStrategy of a service"
  value       = aws_ecs_capacity_provider.capacity_provider.name
}
