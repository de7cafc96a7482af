variable "name" {
  description = "The service's name; all names begin with it"
  type        = string
  default     = "webshop"
}

variable "policy_arns" {
  description = "What the role may do, DeployPolicyArn alone or with SetupPolicyArn and ReadPolicyArn"
  type        = list(string)
}

variable "trusted_arn" {
  description = "The one role or user that may assume the role, such as that of Jenkins' controller in the account for tools. It needs sts:AssumeRole on this role"
  type        = string
}

variable "external_id" {
  description = "The external id that the deployment target in Jenkins names"
  type        = string
}

resource "aws_iam_role" "deploy_role" {
  name                 = "${var.name}-deploy"
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = var.trusted_arn }
        Action    = "sts:AssumeRole"
        Condition = {
          StringEquals = { "sts:ExternalId" = var.external_id }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "deploy_role" {
  count      = length(var.policy_arns)
  role       = aws_iam_role.deploy_role.name
  policy_arn = var.policy_arns[count.index]
}

output "deploy_role_arn" {
  description = "The role that Jenkins assumes"
  value       = aws_iam_role.deploy_role.arn
}
