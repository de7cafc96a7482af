variable "cluster_name" {
  description = "The cluster's name"
  type        = string
  default     = "shop"
}

variable "container_insights" {
  description = "Metrics of services and tasks in CloudWatch, which cost extra: enabled, enhanced or disabled"
  type        = string
  default     = "enabled"

  validation {
    condition     = contains(["enabled", "enhanced", "disabled"], var.container_insights)
    error_message = "One of enabled, enhanced, disabled."
  }
}

resource "aws_ecs_cluster" "cluster" {
  name = var.cluster_name

  setting {
    name  = "containerInsights"
    value = var.container_insights
  }
}

output "cluster" {
  description = "The cluster's name"
  value       = aws_ecs_cluster.cluster.name
}
