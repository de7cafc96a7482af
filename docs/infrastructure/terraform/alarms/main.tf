variable "name" {
  description = "The service's name; all names begin with it"
  type        = string
  default     = "webshop"
}

variable "load_balancer_dimension" {
  description = "The load balancer as CloudWatch names it, app/NAME/ID"
  type        = string
}

variable "blue_target_group_dimension" {
  description = "The blue target group as CloudWatch names it, targetgroup/NAME/ID"
  type        = string
}

variable "green_target_group_dimension" {
  description = "The green target group as CloudWatch names it, targetgroup/NAME/ID"
  type        = string
}

variable "errors_per_minute" {
  description = "So many answers with 5xx in a minute, two minutes running, are an alarm"
  type        = number
  default     = 10
}

variable "slow_seconds" {
  description = "If one answer in a hundred takes longer than this, three minutes running, that is an alarm"
  type        = number
  default     = 2
}

resource "aws_cloudwatch_metric_alarm" "blue_errors" {
  alarm_name          = "${var.name}-blue-errors"
  alarm_description   = "Tasks of ${var.name} in the blue target group answer with 5xx"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_Target_5XX_Count"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 2
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.errors_per_minute
  treat_missing_data  = "notBreaching"

  dimensions = {
    LoadBalancer = var.load_balancer_dimension
    TargetGroup  = var.blue_target_group_dimension
  }
}

resource "aws_cloudwatch_metric_alarm" "green_errors" {
  alarm_name          = "${var.name}-green-errors"
  alarm_description   = "Tasks of ${var.name} in the green target group answer with 5xx"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_Target_5XX_Count"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 2
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.errors_per_minute
  treat_missing_data  = "notBreaching"

  dimensions = {
    LoadBalancer = var.load_balancer_dimension
    TargetGroup  = var.green_target_group_dimension
  }
}

resource "aws_cloudwatch_metric_alarm" "blue_slow" {
  alarm_name          = "${var.name}-blue-slow"
  alarm_description   = "Tasks of ${var.name} in the blue target group answer slowly"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "TargetResponseTime"
  extended_statistic  = "p99"
  period              = 60
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.slow_seconds
  treat_missing_data  = "notBreaching"

  dimensions = {
    LoadBalancer = var.load_balancer_dimension
    TargetGroup  = var.blue_target_group_dimension
  }
}

resource "aws_cloudwatch_metric_alarm" "green_slow" {
  alarm_name          = "${var.name}-green-slow"
  alarm_description   = "Tasks of ${var.name} in the green target group answer slowly"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "TargetResponseTime"
  extended_statistic  = "p99"
  period              = 60
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.slow_seconds
  treat_missing_data  = "notBreaching"

  dimensions = {
    LoadBalancer = var.load_balancer_dimension
    TargetGroup  = var.green_target_group_dimension
  }
}

output "alarm_names" {
  description = "The alarms that a deployment of the service watches"
  value = [
    aws_cloudwatch_metric_alarm.blue_errors.alarm_name,
    aws_cloudwatch_metric_alarm.green_errors.alarm_name,
    aws_cloudwatch_metric_alarm.blue_slow.alarm_name,
    aws_cloudwatch_metric_alarm.green_slow.alarm_name,
  ]
}
