variable "name" {
  description = "The service's name; all names begin with it"
  type        = string
  default     = "webshop"
}

variable "parameter_path" {
  description = "Parameters below this path, without the first slash"
  type        = string
  default     = "webshop"
}

variable "secret_path" {
  description = "Secrets whose names are below this path"
  type        = string
  default     = "webshop"
}

variable "stack_name" {
  description = "The stack whose outputs may be read"
  type        = string
  default     = "webshop"
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

resource "aws_iam_policy" "read_policy" {
  name        = "${var.name}-read"
  description = "Reads what templates of ${var.name} take from AWS, beside ${var.name}-deploy"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ParametersWithoutDecryption"
        Effect   = "Allow"
        Action   = "ssm:GetParameters"
        Resource = "arn:${data.aws_partition.current.partition}:ssm:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:parameter/${var.parameter_path}/*"
      },
      {
        Sid      = "SecretsNotTheirValues"
        Effect   = "Allow"
        Action   = "secretsmanager:DescribeSecret"
        Resource = "arn:${data.aws_partition.current.partition}:secretsmanager:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:secret:${var.secret_path}/*"
      },
      {
        Sid      = "OutputsOfTheStack"
        Effect   = "Allow"
        Action   = "cloudformation:DescribeStacks"
        Resource = "arn:${data.aws_partition.current.partition}:cloudformation:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:stack/${var.stack_name}/*"
      },
    ]
  })
}

output "read_policy_arn" {
  description = "For the deploy role modules, beside DeployPolicyArn"
  value       = aws_iam_policy.read_policy.arn
}
