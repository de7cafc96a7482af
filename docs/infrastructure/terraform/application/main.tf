# The cluster, the repository, the log group, a secret, and the roles of the tasks and of ECS

variable "name" {
  type        = string
  default     = "webshop"
  description = "Name of the application, which names what is made"
}

variable "cluster_name" {
  type        = string
  default     = "shop"
  description = "Name of the cluster"
}

variable "keep_images" {
  type        = number
  default     = 50
  description = "How many images the repository keeps; rollbacks need those of earlier revisions"
}

variable "log_days" {
  type        = number
  default     = 30
  description = "How long logs are kept"
}

data "aws_caller_identity" "here" {}
data "aws_partition" "here" {}
data "aws_region" "here" {}

locals {
  account = data.aws_caller_identity.here.account_id
  arn     = "arn:${data.aws_partition.here.partition}"
  region  = data.aws_region.here.name
}

resource "aws_ecs_cluster" "cluster" {
  name = var.cluster_name

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_cluster_capacity_providers" "cluster" {
  cluster_name       = aws_ecs_cluster.cluster.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}

resource "aws_ecr_repository" "repository" {
  name                 = var.name
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration { scan_on_push = true }
}

resource "aws_ecr_lifecycle_policy" "repository" {
  repository = aws_ecr_repository.repository.name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = var.keep_images }
      action       = { type = "expire" }
    }]
  })
}

resource "aws_cloudwatch_log_group" "log_group" {
  name              = "/ecs/${var.name}"
  retention_in_days = var.log_days
}

# Its value is set outside of Terraform, whose state would show it.
resource "aws_secretsmanager_secret" "secret" {
  name        = "${var.name}/session-key"
  description = "Signs the sessions of the application"
}

resource "aws_ssm_parameter" "stage" {
  name        = "/${var.name}/stage"
  description = "An ordinary setting of the application"
  type        = "String"
  value       = "production"
}

resource "aws_iam_role" "execution_role" {
  name        = "${var.name}-execution"
  description = "ECS pulls images, reads secrets and writes logs as this role"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "execution_role" {
  role       = aws_iam_role.execution_role.name
  policy_arn = "${local.arn}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_iam_role_policy" "execution_role" {
  name = "secrets"
  role = aws_iam_role.execution_role.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = "${local.arn}:secretsmanager:${local.region}:${local.account}:secret:${var.name}/*"
      },
      {
        Effect   = "Allow"
        Action   = "ssm:GetParameters"
        Resource = "${local.arn}:ssm:${local.region}:${local.account}:parameter/${var.name}/*"
      }
    ]
  })
}

resource "aws_iam_role" "task_role" {
  name        = "${var.name}-task"
  description = "The application itself calls AWS as this role; add what it needs"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

resource "aws_iam_role" "infrastructure_role" {
  name        = "${var.name}-infrastructure"
  description = "ECS shifts the traffic of blue/green deployments as this role"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "infrastructure_role" {
  role       = aws_iam_role.infrastructure_role.name
  policy_arn = "${local.arn}:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers"
}

output "cluster_name" {
  description = "The cluster"
  value       = aws_ecs_cluster.cluster.name
}

output "repository_uri" {
  description = "Where images are pushed to"
  value       = aws_ecr_repository.repository.repository_url
}

output "secret_arn" {
  description = "valueFrom of a secret in the task definition"
  value       = aws_secretsmanager_secret.secret.arn
}

output "stage_parameter" {
  description = "valueFrom of a parameter in the task definition"
  value       = aws_ssm_parameter.stage.name
}

output "execution_role_arn" {
  description = "executionRoleArn of the task definition"
  value       = aws_iam_role.execution_role.arn
}

output "task_role_arn" {
  description = "taskRoleArn of the task definition"
  value       = aws_iam_role.task_role.arn
}

output "infrastructure_role_arn" {
  description = "roleArn of the service's load balancer"
  value       = aws_iam_role.infrastructure_role.arn
}
