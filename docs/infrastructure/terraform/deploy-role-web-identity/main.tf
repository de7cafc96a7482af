# The role that Jenkins deploys as, assumed with a token of its OpenID Connect Provider plugin

variable "name" {
  type        = string
  default     = "webshop"
  description = "Name of the application"
}

variable "deploy_policy_arn" {
  type        = string
  description = "Output of deploy-policy"
}

variable "oidc_provider_arn" {
  type        = string
  description = "The IAM identity provider of the issuer below"
}

variable "issuer" {
  type        = string
  default     = "jenkins.example.com/oidc"
  description = "The issuer without https://"
}

variable "subject" {
  type        = string
  default     = "https://jenkins.example.com/job/webshop/"
  description = "The job that may assume the role, as the sub of its token has it"
}

resource "aws_iam_role" "deploy_role" {
  name                 = "${var.name}-deploy"
  description          = "Jenkins deploys as this role"
  max_session_duration = 14400
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = var.oidc_provider_arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = { StringEquals = { "${var.issuer}:aud" = "sts.amazonaws.com", "${var.issuer}:sub" = var.subject } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "deploy_role" {
  role       = aws_iam_role.deploy_role.name
  policy_arn = var.deploy_policy_arn
}

output "deploy_role_arn" {
  description = "roleArn of a deployment target"
  value       = aws_iam_role.deploy_role.arn
}
