terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.25"
    }
  }
}

variable "name" {
  description = "The service's name; all names begin with it"
  type        = string
  default     = "webshop"
}

variable "cluster_name" {
  description = "The cluster's name"
  type        = string
  default     = "shop"
}

variable "capacity" {
  description = "What the tasks run on"
  type        = string
  default     = "FARGATE"

  validation {
    condition     = contains(["FARGATE", "EC2", "MANAGED_INSTANCES"], var.capacity)
    error_message = "One of FARGATE, EC2, MANAGED_INSTANCES."
  }
}

variable "service_made_by" {
  description = "Whether this module makes the service, or Jenkins by applyService"
  type        = string
  default     = "STACK"

  validation {
    condition     = contains(["STACK", "JENKINS"], var.service_made_by)
    error_message = "One of STACK, JENKINS."
  }
}

variable "vpc_cidr" {
  description = "The VPC's address range, a /16"
  type        = string
  default     = "10.20.0.0/16"
}

variable "test_traffic_cidr" {
  description = "The addresses that may reach the new tasks before they go into production, such as 203.0.113.7/32"
  type        = string
}

variable "certificate_arn" {
  description = "A certificate of AWS Certificate Manager; without it, the load balancer speaks HTTP alone"
  type        = string
  default     = ""
}

variable "container_port" {
  description = "The port that the container listens on"
  type        = number
  default     = 8080
}

variable "health_check_path" {
  description = "The path that answers 200 if a task can serve"
  type        = string
  default     = "/health"
}

variable "min_tasks" {
  description = "So many tasks at least"
  type        = number
  default     = 2
}

variable "max_tasks" {
  description = "So many tasks at most"
  type        = number
  default     = 10
}

variable "bake_minutes" {
  description = "How long old and new tasks run side by side after production traffic has moved"
  type        = number
  default     = 5
}

module "network" {
  source   = "./network"
  name     = var.name
  vpc_cidr = var.vpc_cidr
}

module "registry" {
  source = "./registry"
  name   = var.name
}

module "roles" {
  source         = "./roles"
  name           = var.name
  repository_arn = module.registry.repository_arn
}

module "load_balancer" {
  source            = "./load-balancer"
  name              = var.name
  vpc_id            = module.network.vpc_id
  public_subnets    = module.network.public_subnets
  container_port    = var.container_port
  health_check_path = var.health_check_path
  certificate_arn   = var.certificate_arn
  test_traffic_cidr = var.test_traffic_cidr
}

module "alarms" {
  source                       = "./alarms"
  name                         = var.name
  load_balancer_dimension      = module.load_balancer.load_balancer_dimension
  blue_target_group_dimension  = module.load_balancer.blue_target_group_dimension
  green_target_group_dimension = module.load_balancer.green_target_group_dimension
}

module "cluster" {
  source       = "./cluster"
  cluster_name = var.cluster_name
}

module "capacity_fargate" {
  count   = var.capacity == "FARGATE" ? 1 : 0
  source  = "./capacity-fargate"
  cluster = module.cluster.cluster
}

module "capacity_ec2" {
  count           = var.capacity == "EC2" ? 1 : 0
  source          = "./capacity-ec2"
  name            = var.name
  cluster         = module.cluster.cluster
  vpc_id          = module.network.vpc_id
  private_subnets = module.network.private_subnets
}

module "capacity_managed_instances" {
  count           = var.capacity == "MANAGED_INSTANCES" ? 1 : 0
  source          = "./capacity-managed-instances"
  name            = var.name
  cluster         = module.cluster.cluster
  vpc_id          = module.network.vpc_id
  private_subnets = module.network.private_subnets
}

module "tasks" {
  source                       = "./tasks"
  name                         = var.name
  vpc_id                       = module.network.vpc_id
  load_balancer_security_group = module.load_balancer.security_group
  container_port               = var.container_port
}

module "service" {
  count   = var.service_made_by == "STACK" ? 1 : 0
  source  = "./service"
  name    = var.name
  cluster = module.cluster.cluster
  capacity_provider = (
    var.capacity == "FARGATE" ? module.capacity_fargate[0].capacity_provider :
    var.capacity == "EC2" ? module.capacity_ec2[0].capacity_provider :
    module.capacity_managed_instances[0].capacity_provider
  )
  compatibility           = var.capacity
  private_subnets         = module.network.private_subnets
  task_security_group     = module.tasks.task_security_group
  log_group               = module.tasks.log_group
  blue_target_group_arn   = module.load_balancer.blue_target_group_arn
  green_target_group_arn  = module.load_balancer.green_target_group_arn
  production_rule_arn     = module.load_balancer.production_rule_arn
  test_rule_arn           = module.load_balancer.test_rule_arn
  alarm_names             = module.alarms.alarm_names
  execution_role_arn      = module.roles.execution_role_arn
  task_role_arn           = module.roles.task_role_arn
  infrastructure_role_arn = module.roles.infrastructure_role_arn
  container_port          = var.container_port
  health_check_path       = var.health_check_path
  bake_minutes            = var.bake_minutes
}

module "auto_scaling" {
  count     = var.service_made_by == "STACK" ? 1 : 0
  source    = "./auto-scaling"
  service   = module.service[0].service
  cluster   = module.cluster.cluster
  min_tasks = var.min_tasks
  max_tasks = var.max_tasks
}

module "deploy_policy" {
  source                  = "./deploy-policy"
  name                    = var.name
  cluster                 = module.cluster.cluster
  repository_arn          = module.registry.repository_arn
  execution_role_arn      = module.roles.execution_role_arn
  task_role_arn           = module.roles.task_role_arn
  infrastructure_role_arn = module.roles.infrastructure_role_arn
}

output "cluster" {
  description = "For cluster of every step"
  value       = module.cluster.cluster
}

output "service" {
  description = "For service of every step"
  value       = var.name
}

output "repository" {
  description = "For repository of ecrPush"
  value       = module.registry.repository
}

output "repository_uri" {
  description = "The repository in image references"
  value       = module.registry.repository_uri
}

output "family" {
  description = "The family of the task definitions"
  value       = var.name
}

output "execution_role_arn" {
  description = "For executionRoleArn of the task definition"
  value       = module.roles.execution_role_arn
}

output "task_role_arn" {
  description = "For taskRoleArn of the task definition"
  value       = module.roles.task_role_arn
}

output "log_group" {
  description = "For awslogs-group of the task definition"
  value       = module.tasks.log_group
}

output "private_subnets" {
  description = "For subnets of runTask"
  value       = module.network.private_subnets
}

output "task_security_group" {
  description = "For securityGroups of runTask"
  value       = module.tasks.task_security_group
}

output "infrastructure_role_arn" {
  description = "For roleArn of the service's load balancer"
  value       = module.roles.infrastructure_role_arn
}

output "blue_target_group_arn" {
  description = "For targetGroupArn of the service"
  value       = module.load_balancer.blue_target_group_arn
}

output "green_target_group_arn" {
  description = "For alternateTargetGroupArn of the service"
  value       = module.load_balancer.green_target_group_arn
}

output "production_rule_arn" {
  description = "For productionListenerRule of the service"
  value       = module.load_balancer.production_rule_arn
}

output "test_rule_arn" {
  description = "For testListenerRule of the service"
  value       = module.load_balancer.test_rule_arn
}

output "alarm_names" {
  description = "For alarmNames of the service"
  value       = module.alarms.alarm_names
}

output "production_url" {
  description = "Where production traffic arrives"
  value       = module.load_balancer.production_url
}

output "test_url" {
  description = "Where test traffic arrives"
  value       = module.load_balancer.test_url
}

output "deploy_policy_arn" {
  description = "For the deploy role files"
  value       = module.deploy_policy.deploy_policy_arn
}

output "setup_policy_arn" {
  description = "For the deploy role files, beside the other one"
  value       = module.deploy_policy.setup_policy_arn
}
