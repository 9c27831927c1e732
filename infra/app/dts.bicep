// A Durable Task Scheduler with the task hub, instead of queues and tables in the host account.
param location string
param tags object
param name string

@allowed(['Consumption', 'Dedicated'])
param skuName string

param taskHubName string
param principalId string

var roles = {
  'Durable Task Data Contributor': '0ad04412-c4d5-4796-b79c-f76d14c8d402'
}

resource scheduler 'Microsoft.DurableTask/schedulers@2025-04-01-preview' = {
  name: name
  location: location
  tags: tags
  properties: {
    // Open to any address, as the app's are not known; who is let in is decided by identity.
    ipAllowlist: ['0.0.0.0/0']
    sku: {
      name: skuName
      capacity: skuName == 'Dedicated' ? 1 : null
    }
  }
}

resource taskHub 'Microsoft.DurableTask/schedulers/taskHubs@2025-04-01-preview' = {
  parent: scheduler
  name: taskHubName
}

resource functionsOnScheduler 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(scheduler.id, principalId, roles['Durable Task Data Contributor'])
  scope: scheduler
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles['Durable Task Data Contributor'])
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

output endpoint string = scheduler.properties.endpoint
