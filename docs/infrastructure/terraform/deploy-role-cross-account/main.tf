# The role that Jenkins deploys as, assumed by its role of another account

variable "name" {
  type        = string
  default     = "webshop"
  description = "Name of the application"
}

variable "deploy_policy_arn" {
  type        = string
  description = "Output of deploy-policy"
}

variable "jenkins_role_arn" {
  type        = string
  description = "The role or user of Jenkins in its own account"
}

variable "external_id" {
  type        = string
  description = "What the deployment target in Jenkins names as external id"
}

resource "aws_iam_role" "deploy_role" {
  name                 = "${var.name}-deploy"
  description          = "Jenkins deploys as this role"
  max_session_duration = 14400
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = var.jenkins_role_arn }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "sts:ExternalId" = var.external_id } }
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
