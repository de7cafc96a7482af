variable "name" {
  description = "The service's name, which is the task definition's family and the repository too"
  type        = string
  default     = "webshop"
}

variable "cluster" {
  description = "The cluster's name"
  type        = string
}

variable "repository_arn" {
  description = "The ECR repository that the build pushes to"
  type        = string
}

variable "execution_role_arn" {
  description = "The task definition's execution role"
  type        = string
}

variable "task_role_arn" {
  description = "The task definition's task role"
  type        = string
}

variable "infrastructure_role_arn" {
  description = "The role with which ECS shifts traffic"
  type        = string
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  ecs     = "arn:${data.aws_partition.current.partition}:ecs:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}"
  log     = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}"
  secrets = "arn:${data.aws_partition.current.partition}:secretsmanager:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}"
}

resource "aws_iam_policy" "deploy_policy" {
  name        = "${var.name}-deploy"
  description = "Deploys the service ${var.name}"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "ActionsWithoutResources"
        Effect = "Allow"
        Action = [
          "ecr:GetAuthorizationToken",
          "ecs:DescribeTaskDefinition",
          "elasticloadbalancing:DescribeListeners",
          "elasticloadbalancing:DescribeLoadBalancers",
          "elasticloadbalancing:DescribeRules",
          "elasticloadbalancing:DescribeTargetGroups",
          "elasticloadbalancing:DescribeTargetHealth",
        ]
        Resource = "*"
      },
      {
        Sid    = "Push"
        Effect = "Allow"
        Action = [
          "ecr:DescribeRepositories",
          "ecr:BatchCheckLayerAvailability",
          "ecr:InitiateLayerUpload",
          "ecr:UploadLayerPart",
          "ecr:CompleteLayerUpload",
          "ecr:PutImage",
          "ecr:BatchGetImage",
        ]
        Resource = var.repository_arn
      },
      {
        Sid      = "OnlyForArchivesLearnLayers"
        Effect   = "Allow"
        Action   = ["ecr:ListImages", "ecr:GetDownloadUrlForLayer"]
        Resource = var.repository_arn
      },
      {
        Sid      = "Register"
        Effect   = "Allow"
        Action   = "ecs:RegisterTaskDefinition"
        Resource = "${local.ecs}:task-definition/${var.name}:*"
      },
      {
        Sid       = "OnlyWithTags"
        Effect    = "Allow"
        Action    = "ecs:TagResource"
        Resource  = "${local.ecs}:task-definition/${var.name}:*"
        Condition = { StringEquals = { "ecs:CreateAction" = "RegisterTaskDefinition" } }
      },
      {
        Sid       = "TaskRolesToRegisterAndToUpdate"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = [var.execution_role_arn, var.task_role_arn]
        Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
      },
      {
        Sid      = "Service"
        Effect   = "Allow"
        Action   = ["ecs:DescribeServices", "ecs:UpdateService", "ecs:ListServiceDeployments"]
        Resource = "${local.ecs}:service/${var.cluster}/${var.name}"
      },
      {
        Sid    = "Deployments"
        Effect = "Allow"
        Action = [
          "ecs:DescribeServiceDeployments",
          "ecs:DescribeServiceRevisions",
          "ecs:ContinueServiceDeployment",
          "ecs:StopServiceDeployment",
        ]
        Resource = [
          "${local.ecs}:service/${var.cluster}/${var.name}",
          "${local.ecs}:service-deployment/${var.cluster}/${var.name}/*",
          "${local.ecs}:service-revision/${var.cluster}/${var.name}/*",
        ]
      },
      {
        Sid       = "TasksOfTheCluster"
        Effect    = "Allow"
        Action    = "ecs:ListTasks"
        Resource  = "*"
        Condition = { ArnEquals = { "ecs:cluster" = "${local.ecs}:cluster/${var.cluster}" } }
      },
      {
        Sid       = "RunTask"
        Effect    = "Allow"
        Action    = "ecs:RunTask"
        Resource  = "${local.ecs}:task-definition/${var.name}:*"
        Condition = { ArnEquals = { "ecs:cluster" = "${local.ecs}:cluster/${var.cluster}" } }
      },
      {
        Sid      = "WhyTasksFailedAndRunTask"
        Effect   = "Allow"
        Action   = ["ecs:DescribeTasks", "ecs:StopTask"]
        Resource = "${local.ecs}:task/${var.cluster}/*"
      },
      {
        Sid      = "LastLinesOfAContainer"
        Effect   = "Allow"
        Action   = "logs:GetLogEvents"
        Resource = "${local.log}:log-group:/ecs/${var.name}:log-stream:*"
      },
    ]
  })
}

resource "aws_iam_policy" "setup_policy" {
  name        = "${var.name}-setup"
  description = "Makes the service ${var.name} and checks what it stands on, beside ${var.name}-deploy"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "ReadsWithoutResources"
        Effect = "Allow"
        Action = [
          "application-autoscaling:DescribeScalableTargets",
          "cloudwatch:DescribeAlarms",
          "cloudwatch:GetMetricStatistics",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSubnets",
          "logs:DescribeLogGroups",
          "servicequotas:GetServiceQuota",
          "ssm:DescribeParameters",
        ]
        Resource = "*"
      },
      {
        Sid      = "MakeTheService"
        Effect   = "Allow"
        Action   = "ecs:CreateService"
        Resource = "${local.ecs}:service/${var.cluster}/${var.name}"
      },
      {
        Sid      = "OnlyWithTags"
        Effect   = "Allow"
        Action   = "ecs:TagResource"
        Resource = "${local.ecs}:service/${var.cluster}/${var.name}"
      },
      {
        Sid      = "Cluster"
        Effect   = "Allow"
        Action   = "ecs:DescribeClusters"
        Resource = "${local.ecs}:cluster/${var.cluster}"
      },
      {
        Sid       = "RoleOfTheLoadBalancer"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = var.infrastructure_role_arn
        Condition = { StringEquals = { "iam:PassedToService" = "ecs.amazonaws.com" } }
      },
      {
        Sid    = "ReadRoles"
        Effect = "Allow"
        Action = ["iam:GetRole", "iam:SimulatePrincipalPolicy"]
        Resource = [
          var.execution_role_arn,
          var.task_role_arn,
          var.infrastructure_role_arn,
          "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:role/${var.name}-deploy",
        ]
      },
      {
        Sid      = "ReadImages"
        Effect   = "Allow"
        Action   = "ecr:DescribeImages"
        Resource = var.repository_arn
      },
      {
        Sid      = "SecretsNotTheirValues"
        Effect   = "Allow"
        Action   = "secretsmanager:DescribeSecret"
        Resource = "${local.secrets}:secret:${var.name}/*"
      },
    ]
  })
}

output "deploy_policy_arn" {
  description = "For the deploy role modules"
  value       = aws_iam_policy.deploy_policy.arn
}

output "setup_policy_arn" {
  description = "For the deploy role modules, beside the other one"
  value       = aws_iam_policy.setup_policy.arn
}
