variable "name" {
  description = "The service's name, which is the task definition's family too"
  type        = string
  default     = "webshop"
}

variable "cluster" {
  description = "The cluster's name"
  type        = string
}

variable "capacity_provider" {
  description = "What the tasks run on"
  type        = string
  default     = "FARGATE"
}

variable "compatibility" {
  description = "What the first task definition is checked for"
  type        = string
  default     = "FARGATE"

  validation {
    condition     = contains(["FARGATE", "EC2", "MANAGED_INSTANCES"], var.compatibility)
    error_message = "One of FARGATE, EC2, MANAGED_INSTANCES."
  }
}

variable "private_subnets" {
  description = "Subnets of the tasks, in at least two zones, with a way out to ECR"
  type        = list(string)
}

variable "task_security_group" {
  description = "The tasks' security group"
  type        = string
}

variable "log_group" {
  description = "The log group of the containers"
  type        = string
}

variable "blue_target_group_arn" {
  description = "The service's target group"
  type        = string
}

variable "green_target_group_arn" {
  description = "The service's alternate target group"
  type        = string
}

variable "production_rule_arn" {
  description = "The listener rule of production traffic"
  type        = string
}

variable "test_rule_arn" {
  description = "The listener rule of test traffic"
  type        = string
}

variable "alarm_names" {
  description = "The alarms that roll a deployment back"
  type        = list(string)
}

variable "execution_role_arn" {
  description = "The role with which ECS pulls the image and reads the secrets"
  type        = string
}

variable "task_role_arn" {
  description = "The role of the program"
  type        = string
}

variable "infrastructure_role_arn" {
  description = "The role with which ECS shifts traffic"
  type        = string
}

variable "container_port" {
  description = "The port that the container listens on"
  type        = number
  default     = 8080
}

variable "health_check_path" {
  description = "The path that answers 200 if a task can serve; the first image serves a file of this name"
  type        = string
  default     = "/health"
}

variable "first_image" {
  description = "The image of the first task definition, before Jenkins deploys one. It must have httpd"
  type        = string
  default     = "public.ecr.aws/docker/library/busybox:1.37"
}

variable "bake_minutes" {
  description = "How long old and new tasks run side by side after production traffic has moved"
  type        = number
  default     = 5
}

data "aws_region" "current" {}

resource "aws_ecs_task_definition" "first_task_definition" {
  family                   = var.name
  requires_compatibilities = [var.compatibility]
  network_mode             = "awsvpc"
  cpu                      = "256"
  memory                   = "512"
  execution_role_arn       = var.execution_role_arn
  task_role_arn            = var.task_role_arn
  container_definitions = jsonencode([
    {
      name         = "web"
      image        = var.first_image
      essential    = true
      user         = "1000:1000"
      portMappings = [{ name = "http", containerPort = var.container_port, protocol = "tcp" }]
      command = [
        "sh",
        "-c",
        "mkdir -p /tmp/www && echo ok > /tmp/www${var.health_check_path} && exec httpd -f -p ${var.container_port} -h /tmp/www",
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = var.log_group
          "awslogs-region"        = data.aws_region.current.region
          "awslogs-stream-prefix" = "web"
        }
      }
    },
  ])
}

# What Jenkins, auto scaling and ECS change later is set once and never put back.
resource "aws_ecs_service" "service" {
  name                              = var.name
  cluster                           = var.cluster
  task_definition                   = aws_ecs_task_definition.first_task_definition.arn
  desired_count                     = 1
  health_check_grace_period_seconds = 60
  propagate_tags                    = "SERVICE"

  capacity_provider_strategy {
    capacity_provider = var.capacity_provider
    weight            = 1
  }

  network_configuration {
    assign_public_ip = false
    subnets          = var.private_subnets
    security_groups  = [var.task_security_group]
  }

  load_balancer {
    container_name   = "web"
    container_port   = var.container_port
    target_group_arn = var.blue_target_group_arn

    advanced_configuration {
      alternate_target_group_arn = var.green_target_group_arn
      production_listener_rule   = var.production_rule_arn
      test_listener_rule         = var.test_rule_arn
      role_arn                   = var.infrastructure_role_arn
    }
  }

  deployment_controller {
    type = "ECS"
  }

  deployment_maximum_percent         = 200
  deployment_minimum_healthy_percent = 100

  deployment_configuration {
    strategy             = "BLUE_GREEN"
    bake_time_in_minutes = var.bake_minutes
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  alarms {
    alarm_names = var.alarm_names
    enable      = true
    rollback    = true
  }

  lifecycle {
    ignore_changes = [task_definition, desired_count, load_balancer]
  }
}

output "service" {
  description = "The service's name"
  value       = aws_ecs_service.service.name
}

output "family" {
  description = "The family of the task definitions"
  value       = var.name
}
