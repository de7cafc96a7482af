variable "name" {
  description = "The service's name; all names begin with it"
  type        = string
  default     = "webshop"
}

variable "policy_arns" {
  description = "What the role may do, DeployPolicyArn alone or with SetupPolicyArn and ReadPolicyArn"
  type        = list(string)
}

variable "issuer" {
  description = "The issuer of Jenkins' tokens without https://, such as jenkins.example.com/oidc. AWS must be able to read its /.well-known/openid-configuration"
  type        = string
}

variable "subject" {
  description = "The sub of the tokens that may assume the role, such as https://jenkins.example.com/job/shop/job/webshop/. * is allowed; keep it out of the part that names a job, because anyone who may make a job could assume the role then"
  type        = string
}

variable "audience" {
  description = "The aud of the tokens, as Jenkins' credentials say"
  type        = string
  default     = "sts.amazonaws.com"
}

resource "aws_iam_openid_connect_provider" "provider" {
  url            = "https://${var.issuer}"
  client_id_list = [var.audience]
}

resource "aws_iam_role" "deploy_role" {
  name                 = "${var.name}-deploy"
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Federated = aws_iam_openid_connect_provider.provider.arn }
        Action    = "sts:AssumeRoleWithWebIdentity"
        Condition = {
          StringEquals = { "${var.issuer}:aud" = var.audience }
          StringLike   = { "${var.issuer}:sub" = var.subject }
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
