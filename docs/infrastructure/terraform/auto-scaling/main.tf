variable "service" {
  description = "The service's name"
  type        = string
  default     = "webshop"
}

variable "cluster" {
  description = "The cluster's name"
  type        = string
}

variable "min_tasks" {
  description = "So many tasks at least"
  type        = number
  default     = 2
}

variable "max_tasks" {
  description = "So many tasks at most"
  type        = number
  default     = 10
}

# By CPU, not by requests: ALBRequestCountPerTarget names one target group, and the tasks change theirs.
resource "aws_appautoscaling_target" "scalable_target" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${var.cluster}/${var.service}"
  min_capacity       = var.min_tasks
  max_capacity       = var.max_tasks
}

resource "aws_appautoscaling_policy" "scaling_policy" {
  name               = "${var.service}-cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.scalable_target.service_namespace
  scalable_dimension = aws_appautoscaling_target.scalable_target.scalable_dimension
  resource_id        = aws_appautoscaling_target.scalable_target.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 60
    scale_in_cooldown  = 300
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}
