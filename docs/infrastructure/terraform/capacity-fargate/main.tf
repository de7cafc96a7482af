variable "cluster" {
  description = "The cluster's name"
  type        = string
}

resource "aws_ecs_cluster_capacity_providers" "capacity_providers" {
  cluster_name       = var.cluster
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]

  default_capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }
}

output "capacity_provider" {
  description = "What the service's tasks run on"
  value       = "FARGATE"
  depends_on  = [aws_ecs_cluster_capacity_providers.capacity_providers]
}
