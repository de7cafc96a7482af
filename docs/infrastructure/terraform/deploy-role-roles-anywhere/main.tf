variable "name" {
  description = "The service's name; all names begin with it"
  type        = string
  default     = "webshop"
}

variable "policy_arns" {
  description = "What the role may do, DeployPolicyArn alone or with SetupPolicyArn and ReadPolicyArn"
  type        = list(string)
}

variable "ca_certificate" {
  description = "The CA's certificate, in PEM. Take a CA of your own, none that signs for others"
  type        = string
}

variable "common_name" {
  description = "The CN of the certificate that may assume the role, such as jenkins.example.com"
  type        = string
}

resource "aws_rolesanywhere_trust_anchor" "trust_anchor" {
  name    = "${var.name}-deploy"
  enabled = true

  source {
    source_type = "CERTIFICATE_BUNDLE"

    source_data {
      x509_certificate_data = var.ca_certificate
    }
  }
}

resource "aws_rolesanywhere_profile" "profile" {
  name             = "${var.name}-deploy"
  enabled          = true
  duration_seconds = 3600
  role_arns        = [aws_iam_role.deploy_role.arn]
}

resource "aws_iam_role" "deploy_role" {
  name                 = "${var.name}-deploy"
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "rolesanywhere.amazonaws.com" }
        Action    = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
        Condition = {
          StringEquals = { "aws:PrincipalTag/x509Subject/CN" = var.common_name }
          ArnEquals    = { "aws:SourceArn" = aws_rolesanywhere_trust_anchor.trust_anchor.arn }
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

output "profile_arn" {
  description = "For aws_signing_helper --profile-arn"
  value       = aws_rolesanywhere_profile.profile.arn
}

output "trust_anchor_arn" {
  description = "For aws_signing_helper --trust-anchor-arn"
  value       = aws_rolesanywhere_trust_anchor.trust_anchor.arn
}
