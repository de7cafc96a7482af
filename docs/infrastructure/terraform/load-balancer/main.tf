variable "name" {
  description = "The service's name; all names begin with it"
  type        = string
  default     = "webshop"
}

variable "vpc_id" {
  description = "The VPC of the tasks"
  type        = string
}

variable "public_subnets" {
  description = "Subnets in at least two zones, with a route to the internet"
  type        = list(string)
}

variable "container_port" {
  description = "The port that the container listens on"
  type        = number
  default     = 8080
}

variable "health_check_path" {
  description = "The path that answers 200 if a task can serve"
  type        = string
  default     = "/health"
}

variable "certificate_arn" {
  description = "A certificate of AWS Certificate Manager. With it, production is HTTPS at 443 (80 redirects there) and test traffic HTTPS at 8443; without it, HTTP at 80 and 8080"
  type        = string
  default     = ""
}

variable "test_traffic_cidr" {
  description = "The addresses that may reach the new tasks before they go into production, such as 203.0.113.7/32, the address that Jenkins' agents have on the internet"
  type        = string
}

variable "deregistration_delay_seconds" {
  description = "How long a target may finish its requests when it is taken out"
  type        = number
  default     = 30
}

locals {
  has_certificate = var.certificate_arn != ""
}

resource "aws_security_group" "load_balancer_security_group" {
  name_prefix = "${var.name}-load-balancer-"
  description = "The load balancer of ${var.name}"
  vpc_id      = var.vpc_id

  ingress {
    description = "Production"
    protocol    = "tcp"
    from_port   = local.has_certificate ? 443 : 80
    to_port     = local.has_certificate ? 443 : 80
    cidr_blocks = ["0.0.0.0/0"]
  }

  ingress {
    description = "Test traffic"
    protocol    = "tcp"
    from_port   = local.has_certificate ? 8443 : 8080
    to_port     = local.has_certificate ? 8443 : 8080
    cidr_blocks = [var.test_traffic_cidr]
  }

  dynamic "ingress" {
    for_each = local.has_certificate ? [80] : []
    content {
      description = "Redirected to production"
      protocol    = "tcp"
      from_port   = 80
      to_port     = 80
      cidr_blocks = ["0.0.0.0/0"]
    }
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lb" "load_balancer" {
  name                       = var.name
  load_balancer_type         = "application"
  internal                   = false
  subnets                    = var.public_subnets
  security_groups            = [aws_security_group.load_balancer_security_group.id]
  drop_invalid_header_fields = true
}

resource "aws_lb_target_group" "blue_target_group" {
  name                 = "${var.name}-blue"
  vpc_id               = var.vpc_id
  target_type          = "ip"
  protocol             = "HTTP"
  port                 = var.container_port
  deregistration_delay = var.deregistration_delay_seconds

  health_check {
    path                = var.health_check_path
    interval            = 10
    timeout             = 5
    healthy_threshold   = 3
    unhealthy_threshold = 2
    matcher             = "200"
  }
}

resource "aws_lb_target_group" "green_target_group" {
  name                 = "${var.name}-green"
  vpc_id               = var.vpc_id
  target_type          = "ip"
  protocol             = "HTTP"
  port                 = var.container_port
  deregistration_delay = var.deregistration_delay_seconds

  health_check {
    path                = var.health_check_path
    interval            = 10
    timeout             = 5
    healthy_threshold   = 3
    unhealthy_threshold = 2
    matcher             = "200"
  }
}

# The rules match everything, so no request reaches a listener's default action. It forwards all the same: AWS has
# documented that listeners with other actions beside forwarding make a blue/green deployment fail.
resource "aws_lb_listener" "production_listener" {
  load_balancer_arn = aws_lb.load_balancer.arn
  port              = local.has_certificate ? 443 : 80
  protocol          = local.has_certificate ? "HTTPS" : "HTTP"
  certificate_arn   = local.has_certificate ? var.certificate_arn : null
  ssl_policy        = local.has_certificate ? "ELBSecurityPolicy-TLS13-1-2-2021-06" : null

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.blue_target_group.arn
  }
}

resource "aws_lb_listener" "test_listener" {
  load_balancer_arn = aws_lb.load_balancer.arn
  port              = local.has_certificate ? 8443 : 8080
  protocol          = local.has_certificate ? "HTTPS" : "HTTP"
  certificate_arn   = local.has_certificate ? var.certificate_arn : null
  ssl_policy        = local.has_certificate ? "ELBSecurityPolicy-TLS13-1-2-2021-06" : null

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.blue_target_group.arn
  }
}

resource "aws_lb_listener" "redirect_listener" {
  count             = local.has_certificate ? 1 : 0
  load_balancer_arn = aws_lb.load_balancer.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"
    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

# ECS changes these weights with each deployment, so they are set once and never put back.
resource "aws_lb_listener_rule" "production_rule" {
  listener_arn = aws_lb_listener.production_listener.arn
  priority     = 10

  condition {
    path_pattern {
      values = ["/*"]
    }
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

resource "aws_lb_listener_rule" "test_rule" {
  listener_arn = aws_lb_listener.test_listener.arn
  priority     = 10

  condition {
    path_pattern {
      values = ["/*"]
    }
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

output "security_group" {
  description = "The load balancer's security group, from which the tasks take requests"
  value       = aws_security_group.load_balancer_security_group.id
}

output "blue_target_group_arn" {
  description = "The service's target group"
  value       = aws_lb_target_group.blue_target_group.arn
}

output "green_target_group_arn" {
  description = "The service's alternate target group"
  value       = aws_lb_target_group.green_target_group.arn
}

output "production_rule_arn" {
  description = "The rule whose weights take production traffic to the new tasks"
  value       = aws_lb_listener_rule.production_rule.arn
}

output "test_rule_arn" {
  description = "The rule whose weights take test traffic to the new tasks"
  value       = aws_lb_listener_rule.test_rule.arn
}

output "load_balancer_dimension" {
  description = "The load balancer as CloudWatch names it"
  value       = aws_lb.load_balancer.arn_suffix
}

output "blue_target_group_dimension" {
  description = "The blue target group as CloudWatch names it"
  value       = aws_lb_target_group.blue_target_group.arn_suffix
}

output "green_target_group_dimension" {
  description = "The green target group as CloudWatch names it"
  value       = aws_lb_target_group.green_target_group.arn_suffix
}

output "production_url" {
  description = "Where production traffic arrives"
  value       = local.has_certificate ? "https://${aws_lb.load_balancer.dns_name}" : "http://${aws_lb.load_balancer.dns_name}"
}

output "test_url" {
  description = "Where test traffic arrives"
  value       = local.has_certificate ? "https://${aws_lb.load_balancer.dns_name}:8443" : "http://${aws_lb.load_balancer.dns_name}:8080"
}
