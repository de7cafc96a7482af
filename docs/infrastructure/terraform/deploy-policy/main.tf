# What Jenkins may do to deploy one service - what the steps call, and nothing else

variable "name" {
  type        = string
  default     = "webshop"
  description = "Name of the application, as in application"
}

variable "cluster_name" {
  type        = string
  default     = "shop"
  description = "Name of the cluster"
}

variable "service_name" {
  type        = string
  default     = "webshop"
  description = "Name of the service"
}

data "aws_caller_identity" "here" {}
data "aws_partition" "here" {}
data "aws_region" "here" {}

resource "aws_iam_policy" "deploy_policy" {
  name        = "${var.name}-deploy"
  description = "Deploys one service of Amazon ECS from Jenkins"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "ActionsWithoutResources"
        Effect = "Allow"
        Action = [
          "application-autoscaling:DescribeScalableTargets",
          "cloudwatch:DescribeAlarms",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSubnets",
          "ecr:GetAuthorizationToken",
          "ecs:DescribeTaskDefinition",
          "elasticloadbalancing:DescribeListeners",
          "elasticloadbalancing:DescribeLoadBalancers",
          "elasticloadbalancing:DescribeRules",
          "elasticloadbalancing:DescribeTargetGroups",
          "elasticloadbalancing:DescribeTargetHealth",
          "logs:DescribeLogGroups",
          "servicequotas:GetServiceQuota",
          "ssm:DescribeParameters",
        ]
        Resource = "*"
      },
      {
        Sid    = "Push"
        Effect = "Allow"
        Action = [
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:CompleteLayerUpload",
          "ecr:DescribeImages",
          "ecr:DescribeRepositories",
          "ecr:GetDownloadUrlForLayer",
          "ecr:InitiateLayerUpload",
          "ecr:ListImages",
          "ecr:PutImage",
          "ecr:UploadLayerPart",
        ]
        Resource = "arn:${data.aws_partition.here.partition}:ecr:${data.aws_region.here.name}:${data.aws_caller_identity.here.account_id}:repository/${var.name}"
      },
      {
        Sid      = "Register"
        Effect   = "Allow"
        Action   = "ecs:RegisterTaskDefinition"
        Resource = "arn:${data.aws_partition.here.partition}:ecs:${data.aws_region.here.name}:${data.aws_caller_identity.here.account_id}:task-definition/${var.name}:*"
      },
      {
        Sid    = "Tag"
        Effect = "Allow"
        Action = "ecs:TagResource"
        Resource = [
          "arn:${data.aws_partition.here.partition}:ecs:${data.aws_region.here.name}:${data.aws_caller_identity.here.account_id}:task-definition/${var.name}:*",
          "arn:${data.aws_partition.here.partition}:ecs:${data.aws_region.here.name}:${data.aws_caller_identity.here.account_id}:service/${var.cluster_name}/${var.service_name}",
        ]
      },
      {
        Sid    = "PassTaskRoles"
        Effect = "Allow"
        Action = "iam:PassRole"
        Resource = [
          "arn:${data.aws_partition.here.partition}:iam::${data.aws_caller_identity.here.account_id}:role/${var.name}-execution",
          "arn:${data.aws_partition.here.partition}:iam::${data.aws_caller_identity.here.account_id}:role/${var.name}-task",
        ]
        Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
      },
      {
        Sid       = "PassInfrastructureRole"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = "arn:${data.aws_partition.here.partition}:iam::${data.aws_caller_identity.here.account_id}:role/${var.name}-infrastructure"
        Condition = { StringEquals = { "iam:PassedToService" = "ecs.amazonaws.com" } }
      },
      {
        Sid    = "ReadRoles"
        Effect = "Allow"
        Action = [
          "iam:GetRole",
          "iam:SimulatePrincipalPolicy",
        ]
        Resource = "arn:${data.aws_partition.here.partition}:iam::${data.aws_caller_identity.here.account_id}:role/${var.name}-*"
      },
      {
        Sid      = "ReadSecretsNotTheirValues"
        Effect   = "Allow"
        Action   = "secretsmanager:DescribeSecret"
        Resource = "arn:${data.aws_partition.here.partition}:secretsmanager:${data.aws_region.here.name}:${data.aws_caller_identity.here.account_id}:secret:${var.name}/*"
      },
      {
        Sid      = "Cluster"
        Effect   = "Allow"
        Action   = "ecs:DescribeClusters"
        Resource = "arn:${data.aws_partition.here.partition}:ecs:${data.aws_region.here.name}:${data.aws_caller_identity.here.account_id}:cluster/${var.cluster_name}"
      },
      {
        Sid    = "Service"
        Effect = "Allow"
        Action = [
          "ecs:CreateService",
          "ecs:DescribeServices",
          "ecs:ListServiceDeployments",
          "ecs:UpdateService",
        ]
        Resource = "arn:${data.aws_partition.here.partition}:ecs:${data.aws_region.here.name}:${data.aws_caller_identity.here.account_id}:service/${var.cluster_name}/${var.service_name}"
      },
      {
        Sid    = "Deployments"
        Effect = "Allow"
        Action = [
          "ecs:ContinueServiceDeployment",
          "ecs:DescribeServiceDeployments",
          "ecs:DescribeServiceRevisions",
          "ecs:StopServiceDeployment",
        ]
        Resource = [
          "arn:${data.aws_partition.here.partition}:ecs:${data.aws_region.here.name}:${data.aws_caller_identity.here.account_id}:service/${var.cluster_name}/${var.service_name}",
          "arn:${data.aws_partition.here.partition}:ecs:${data.aws_region.here.name}:${data.aws_caller_identity.here.account_id}:service-deployment/${var.cluster_name}/${var.service_name}/*",
          "arn:${data.aws_partition.here.partition}:ecs:${data.aws_region.here.name}:${data.aws_caller_identity.here.account_id}:service-revision/${var.cluster_name}/${var.service_name}/*",
        ]
      },
      {
        Sid       = "ListTasksOfTheCluster"
        Effect    = "Allow"
        Action    = "ecs:ListTasks"
        Resource  = "*"
        Condition = { ArnEquals = { "ecs:cluster" = "arn:${data.aws_partition.here.partition}:ecs:${data.aws_region.here.name}:${data.aws_caller_identity.here.account_id}:cluster/${var.cluster_name}" } }
      },
      {
        Sid      = "WhyTasksFailed"
        Effect   = "Allow"
        Action   = "ecs:DescribeTasks"
        Resource = "arn:${data.aws_partition.here.partition}:ecs:${data.aws_region.here.name}:${data.aws_caller_identity.here.account_id}:task/${var.cluster_name}/*"
      },
      {
        Sid      = "LastLinesOfAContainer"
        Effect   = "Allow"
        Action   = "logs:GetLogEvents"
        Resource = "arn:${data.aws_partition.here.partition}:logs:${data.aws_region.here.name}:${data.aws_caller_identity.here.account_id}:log-group:/ecs/${var.name}:log-stream:*"
      }
    ]
  })
}

output "deploy_policy_arn" {
  description = "For one of the deploy roles"
  value       = aws_iam_policy.deploy_policy.arn
}
