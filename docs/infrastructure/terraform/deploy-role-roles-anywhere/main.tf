# The role that Jenkins deploys as, assumed with a certificate by IAM Roles Anywhere

variable "name" {
  type        = string
  default     = "webshop"
  description = "Name of the application"
}

variable "deploy_policy_arn" {
  type        = string
  description = "Output of deploy-policy"
}

variable "certificate_authority" {
  type        = string
  description = "The CA that signs Jenkins' certificate, in PEM"
}

variable "common_name" {
  type        = string
  default     = "jenkins"
  description = "Common name of Jenkins' certificate"
}

resource "aws_rolesanywhere_trust_anchor" "trust_anchor" {
  name    = "${var.name}-jenkins"
  enabled = true

  source {
    source_type = "CERTIFICATE_BUNDLE"
    source_data { x509_certificate_data = var.certificate_authority }
  }
}

resource "aws_iam_role" "deploy_role" {
  name                 = "${var.name}-deploy"
  description          = "Jenkins deploys as this role"
  max_session_duration = 14400
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "rolesanywhere.amazonaws.com" }
      Action    = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_rolesanywhere_trust_anchor.trust_anchor.arn }
        StringEquals = { "aws:PrincipalTag/x509Subject/CN" = var.common_name }
      }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "deploy_role" {
  role       = aws_iam_role.deploy_role.name
  policy_arn = var.deploy_policy_arn
}

resource "aws_rolesanywhere_profile" "profile" {
  name             = "${var.name}-jenkins"
  enabled          = true
  duration_seconds = 14400
  role_arns        = [aws_iam_role.deploy_role.arn]
}

output "deploy_role_arn" {
  description = "roleArn of a deployment target"
  value       = aws_iam_role.deploy_role.arn
}
