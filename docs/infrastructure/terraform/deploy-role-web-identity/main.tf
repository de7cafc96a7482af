variable "name" {
  description = "The service's name; all names begin with it"
  type        = string
  default     = "webshop"
}

variable "policy_arns" {
  description = "What the role may do, DeployPolicyArn alone or with SetupPolicyArn and ReadPolicyArn"
  type        = list(string)
}

variable "provider_arn" {
  description = "The OpenID Connect provider of the account, such as that of an EKS cluster"
  type        = string
}

variable "issuer" {
  description = "The provider's issuer without https://, such as oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF"
  type        = string
}

variable "subject" {
  description = "The sub of the tokens that may assume the role, without *"
  type        = string
  default     = "system:serviceaccount:jenkins:jenkins"
}

resource "aws_iam_role" "deploy_role" {
  name                 = "${var.name}-deploy"
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Federated = var.provider_arn }
        Action    = "sts:AssumeRoleWithWebIdentity"
        Condition = {
          StringEquals = {
            "${var.issuer}:aud" = "sts.amazonaws.com"
            "${var.issuer}:sub" = var.subject
          }
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
