# Scales the service by its CPU; applyService then leaves its desired count alone

variable "cluster_name" {
  type        = string
  default     = "shop"
  description = "Name of the cluster"
}

variable "service_name" {
  type        = string
  default     = "webshop"
  description = "Name of the service, which exists already"
}

variable "minimum_tasks" {
  type        = number
  default     = 2
  description = "At least this many tasks"
}

variable "maximum_tasks" {
  type        = number
  default     = 10
  description = "At most this many tasks"
}

variable "target_percent" {
  type        = number
  default     = 60
  description = "The CPU that tasks should have on average"
}

resource "aws_appautoscaling_target" "scalable_target" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${var.cluster_name}/${var.service_name}"
  min_capacity       = var.minimum_tasks
  max_capacity       = var.maximum_tasks
}

resource "aws_appautoscaling_policy" "scaling_policy" {
  name               = "${var.service_name}-cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.scalable_target.service_namespace
  scalable_dimension = aws_appautoscaling_target.scalable_target.scalable_dimension
  resource_id        = aws_appautoscaling_target.scalable_target.resource_id

  target_tracking_scaling_policy_configuration {
    predefined_metric_specification { predefined_metric_type = "ECSServiceAverageCPUUtilization" }
    target_value = var.target_percent
  }
}
