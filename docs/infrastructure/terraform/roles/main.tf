variable "name" {
  description = "The service's name; all names begin with it"
  type        = string
  default     = "webshop"
}

variable "repository_arn" {
  description = "The ECR repository that the tasks' image is pulled from"
  type        = string
}

variable "task_policy_arn" {
  description = "A managed policy with what the program itself may do in AWS; none if empty"
  type        = string
  default     = ""
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.region
  account   = data.aws_caller_identity.current.account_id
}

# What ECS does before the containers run: pulls the image, reads the secrets, opens the log.
resource "aws_iam_role" "execution_role" {
  name = "${var.name}-execution"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "ecs-tasks.amazonaws.com" }
        Action    = "sts:AssumeRole"
        Condition = {
          StringEquals = { "aws:SourceAccount" = local.account }
          ArnLike      = { "aws:SourceArn" = "arn:${local.partition}:ecs:${local.region}:${local.account}:*" }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "execution_role" {
  name = "before-the-containers-run"
  role = aws_iam_role.execution_role.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Login"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      {
        Sid      = "Pull"
        Effect   = "Allow"
        Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = var.repository_arn
      },
      {
        Sid      = "Log"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:${local.partition}:logs:${local.region}:${local.account}:log-group:/ecs/${var.name}:log-stream:*"
      },
      {
        Sid      = "Parameters"
        Effect   = "Allow"
        Action   = "ssm:GetParameters"
        Resource = "arn:${local.partition}:ssm:${local.region}:${local.account}:parameter/${var.name}/*"
      },
      {
        Sid      = "Secrets"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = "arn:${local.partition}:secretsmanager:${local.region}:${local.account}:secret:${var.name}/*"
      },
    ]
  })
}

# What the program itself may do.
resource "aws_iam_role" "task_role" {
  name = "${var.name}-task"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "ecs-tasks.amazonaws.com" }
        Action    = "sts:AssumeRole"
        Condition = {
          StringEquals = { "aws:SourceAccount" = local.account }
          ArnLike      = { "aws:SourceArn" = "arn:${local.partition}:ecs:${local.region}:${local.account}:*" }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "task_role" {
  count      = var.task_policy_arn == "" ? 0 : 1
  role       = aws_iam_role.task_role.name
  policy_arn = var.task_policy_arn
}

# With it, ECS changes the weights of the listener rules and registers targets.
resource "aws_iam_role" "infrastructure_role" {
  name = "${var.name}-infrastructure"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "ecs.amazonaws.com" }
        Action    = "sts:AssumeRole"
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "infrastructure_role" {
  role       = aws_iam_role.infrastructure_role.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers"
}

output "execution_role_arn" {
  description = "For executionRoleArn of the task definition"
  value       = aws_iam_role.execution_role.arn
  # The role is of no use without its policy.
  depends_on = [aws_iam_role_policy.execution_role]
}

output "task_role_arn" {
  description = "For taskRoleArn of the task definition"
  value       = aws_iam_role.task_role.arn
  depends_on  = [aws_iam_role_policy_attachment.task_role]
}

output "infrastructure_role_arn" {
  description = "The role with which ECS shifts traffic"
  value       = aws_iam_role.infrastructure_role.arn
  depends_on  = [aws_iam_role_policy_attachment.infrastructure_role]
}
