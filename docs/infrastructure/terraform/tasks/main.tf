variable "name" {
  description = "The service's name; all names begin with it"
  type        = string
  default     = "webshop"
}

variable "vpc_id" {
  description = "The VPC of the tasks"
  type        = string
}

variable "load_balancer_security_group" {
  description = "The load balancer's security group"
  type        = string
}

variable "container_port" {
  description = "The port that the container listens on"
  type        = number
  default     = 8080
}

variable "log_retention_days" {
  description = "How long CloudWatch keeps the log"
  type        = number
  default     = 30
}

resource "aws_cloudwatch_log_group" "log_group" {
  name              = "/ecs/${var.name}"
  retention_in_days = var.log_retention_days
}

resource "aws_security_group" "task_security_group" {
  name_prefix = "${var.name}-tasks-"
  description = "The tasks of ${var.name}"
  vpc_id      = var.vpc_id

  ingress {
    description     = "From the load balancer"
    protocol        = "tcp"
    from_port       = var.container_port
    to_port         = var.container_port
    security_groups = [var.load_balancer_security_group]
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

output "log_group" {
  description = "The containers' log group, for awslogs-group"
  value       = aws_cloudwatch_log_group.log_group.name
}

output "task_security_group" {
  description = "The tasks' security group, for one-off tasks too"
  value       = aws_security_group.task_security_group.id
}
