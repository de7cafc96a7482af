variable "name" {
  description = "The repository's name, which is the service's"
  type        = string
  default     = "webshop"
}

variable "keep_images" {
  description = "So many images are kept, the newest. Keep more than there can be between two deployments to production: ECS pulls the image of the running revision again for each task that it starts, and a rollback needs the one before"
  type        = number
  default     = 100
}

# A tag names one image for ever. So an image that a task definition names by its digest never loses its tag.
resource "aws_ecr_repository" "repository" {
  name                 = var.name
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "AES256"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_ecr_lifecycle_policy" "repository" {
  repository = aws_ecr_repository.repository.name
  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "What a broken push left behind"
        selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 30 }
        action       = { type = "expire" }
      },
      {
        rulePriority = 2
        description  = "The newest are kept"
        selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = var.keep_images }
        action       = { type = "expire" }
      },
    ]
  })
}

output "repository" {
  description = "The repository's name, for ecrPush"
  value       = aws_ecr_repository.repository.name
}

output "repository_arn" {
  description = "The repository's ARN"
  value       = aws_ecr_repository.repository.arn
}

output "repository_uri" {
  description = "The repository in image references"
  value       = aws_ecr_repository.repository.repository_url
}
