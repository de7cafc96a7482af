# An Application Load Balancer with two target groups, rules for production and test traffic, and an alarm for each group

variable "name" {
  type        = string
  default     = "webshop"
  description = "Name of the application, which names what is made"
}

variable "vpc_id" {
  type        = string
  description = "The VPC"
}

variable "public_subnets" {
  type        = list(string)
  description = "Public subnets of at least two zones"
}

variable "container_port" {
  type        = number
  default     = 8080
  description = "The port that the container listens on"
}

variable "health_check_path" {
  type        = string
  default     = "/health"
  description = "What the load balancer asks of each task"
}

variable "certificate_arn" {
  type        = string
  default     = ""
  description = "Certificate of ACM for HTTPS; without it, both listeners speak plain HTTP"
}

variable "test_cidr" {
  type        = string
  default     = "10.0.0.0/8"
  description = "Who may reach the test listener, such as the addresses of Jenkins"
}

locals {
  has_certificate = var.certificate_arn != ""
  port            = local.has_certificate ? 443 : 80
  protocol        = local.has_certificate ? "HTTPS" : "HTTP"
}

resource "aws_security_group" "load_balancer_security_group" {
  description = "Production traffic for all, test traffic for few"
  vpc_id      = var.vpc_id

  ingress {
    description = "Production traffic"
    protocol    = "tcp"
    from_port   = local.port
    to_port     = local.port
    cidr_blocks = ["0.0.0.0/0"]
  }

  ingress {
    description = "Test traffic"
    protocol    = "tcp"
    from_port   = 8443
    to_port     = 8443
    cidr_blocks = [var.test_cidr]
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "task_security_group" {
  description = "The load balancer reaches the tasks"
  vpc_id      = var.vpc_id

  ingress {
    description     = "From the load balancer"
    protocol        = "tcp"
    from_port       = var.container_port
    to_port         = var.container_port
    security_groups = [aws_security_group.load_balancer_security_group.id]
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lb" "load_balancer" {
  name               = var.name
  load_balancer_type = "application"
  internal           = false
  subnets            = var.public_subnets
  security_groups    = [aws_security_group.load_balancer_security_group.id]
}

resource "aws_lb_target_group" "blue_target_group" {
  name                 = "${var.name}-blue"
  vpc_id               = var.vpc_id
  target_type          = "ip"
  protocol             = "HTTP"
  port                 = var.container_port
  deregistration_delay = 30
  health_check { path = var.health_check_path }
}

resource "aws_lb_target_group" "green_target_group" {
  name                 = "${var.name}-green"
  vpc_id               = var.vpc_id
  target_type          = "ip"
  protocol             = "HTTP"
  port                 = var.container_port
  deregistration_delay = 30
  health_check { path = var.health_check_path }
}

resource "aws_lb_listener" "production_listener" {
  load_balancer_arn = aws_lb.load_balancer.arn
  port              = local.port
  protocol          = local.protocol
  certificate_arn   = local.has_certificate ? var.certificate_arn : null

  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

# ECS moves these weights, and Terraform must not put them back.
resource "aws_lb_listener_rule" "production_rule" {
  listener_arn = aws_lb_listener.production_listener.arn
  priority     = 10

  condition {
    path_pattern { values = ["/*"] }
  }

  action {
    type = "forward"
    forward {
      target_group {
        arn    = aws_lb_target_group.blue_target_group.arn
        weight = 100
      }
      target_group {
        arn    = aws_lb_target_group.green_target_group.arn
        weight = 0
      }
    }
  }

  lifecycle {
    ignore_changes = [action]
  }
}

resource "aws_lb_listener" "test_listener" {
  load_balancer_arn = aws_lb.load_balancer.arn
  port              = 8443
  protocol          = local.protocol
  certificate_arn   = local.has_certificate ? var.certificate_arn : null

  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

resource "aws_lb_listener_rule" "test_rule" {
  listener_arn = aws_lb_listener.test_listener.arn
  priority     = 10

  condition {
    path_pattern { values = ["/*"] }
  }

  action {
    type = "forward"
    forward {
      target_group {
        arn    = aws_lb_target_group.blue_target_group.arn
        weight = 100
      }
      target_group {
        arn    = aws_lb_target_group.green_target_group.arn
        weight = 0
      }
    }
  }

  lifecycle {
    ignore_changes = [action]
  }
}

resource "aws_cloudwatch_metric_alarm" "blue_errors_alarm" {
  alarm_name = "${var.name}-blue-5xx"
  namespace  = "AWS/ApplicationELB"
  dimensions = {
    LoadBalancer = aws_lb.load_balancer.arn_suffix
    TargetGroup  = aws_lb_target_group.blue_target_group.arn_suffix
  }
  metric_name         = "HTTPCode_Target_5XX_Count"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 2
  threshold           = 10
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "green_errors_alarm" {
  alarm_name = "${var.name}-green-5xx"
  namespace  = "AWS/ApplicationELB"
  dimensions = {
    LoadBalancer = aws_lb.load_balancer.arn_suffix
    TargetGroup  = aws_lb_target_group.green_target_group.arn_suffix
  }
  metric_name         = "HTTPCode_Target_5XX_Count"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 2
  threshold           = 10
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
}

output "load_balancer_dns_name" {
  description = "Where the application answers"
  value       = aws_lb.load_balancer.dns_name
}

output "task_security_group" {
  description = "Security group of the tasks"
  value       = aws_security_group.task_security_group.id
}

output "blue_target_group_arn" {
  description = "targetGroupArn of the service"
  value       = aws_lb_target_group.blue_target_group.arn
}

output "green_target_group_arn" {
  description = "alternateTargetGroupArn of the service"
  value       = aws_lb_target_group.green_target_group.arn
}

output "production_rule_arn" {
  description = "productionListenerRule of the service"
  value       = aws_lb_listener_rule.production_rule.arn
}

output "test_rule_arn" {
  description = "testListenerRule of the service"
  value       = aws_lb_listener_rule.test_rule.arn
}

output "alarm_names" {
  description = "Alarms of the service's deployments"
  value       = [aws_cloudwatch_metric_alarm.blue_errors_alarm.alarm_name, aws_cloudwatch_metric_alarm.green_errors_alarm.alarm_name]
}
