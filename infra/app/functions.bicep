// The functions app on Flex Consumption: HTTP, timers, the answers of trainers, and all orchestrations.
param location string
param tags object
param name string
param planName string
param identityId string
param identityClientId string
param hostAccountName string
param dataAccountName string
param deploymentContainer string
param taskHubName string

@description('Of a Durable Task Scheduler; empty: the history is in the host account.')
param schedulerEndpoint string

param applicationInsightsConnectionString string

@description('Empty: the app is in no network.')
param subnetId string

param maximumInstanceCount int

@description('The most CPU jobs at a time: with the folds of each, what the app reckons the time of a grid by.')
param cpuMaxExecutions int

@description('The same of GPU jobs; 0: there are none, and CPU jobs take their tasks.')
param gpuMaxExecutions int

// Folds that a job trains at a time, as cpu-job.bicep and gpu-job.bicep say; a test holds that.
var foldsOfCpuJob = 4
var foldsOfGpuJob = 1

resource host 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: hostAccountName
}

resource data 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: dataAccountName
}

// host.json names the storage backend; these settings put another one in its place.
var schedulerSettings = [
  { name: 'AzureFunctionsJobHost__extensions__durableTask__storageProvider__type', value: 'azureManaged' }
  { name: 'AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName', value: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING' }
  { name: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING', value: 'Endpoint=${schedulerEndpoint};Authentication=ManagedIdentity;ClientID=${identityClientId}' }
]
var settings = concat([
  { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
  { name: 'AzureWebJobsStorage__clientId', value: identityClientId }
  { name: 'AzureWebJobsStorage__blobServiceUri', value: host.properties.primaryEndpoints.blob }
  { name: 'AzureWebJobsStorage__queueServiceUri', value: host.properties.primaryEndpoints.queue }
  { name: 'AzureWebJobsStorage__tableServiceUri', value: host.properties.primaryEndpoints.table }
  { name: 'DataStorage__credential', value: 'managedidentity' }
  { name: 'DataStorage__clientId', value: identityClientId }
  { name: 'DataStorage__blobServiceUri', value: data.properties.primaryEndpoints.blob }
  { name: 'DataStorage__queueServiceUri', value: data.properties.primaryEndpoints.queue }
  { name: 'DataStorage__tableServiceUri', value: data.properties.primaryEndpoints.table }
  { name: 'TASKHUB_NAME', value: taskHubName }
  { name: 'FoldsAtATime__Cpu', value: string(cpuMaxExecutions * foldsOfCpuJob) }
  { name: 'FoldsAtATime__Gpu', value: string(gpuMaxExecutions == 0 ? cpuMaxExecutions * foldsOfCpuJob : gpuMaxExecutions * foldsOfGpuJob) }
  { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: applicationInsightsConnectionString }
  { name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: 'ClientId=${identityClientId};Authorization=AAD' }
], empty(schedulerEndpoint) ? [] : schedulerSettings)

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      appSettings: settings
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${host.properties.primaryEndpoints.blob}${deploymentContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstanceCount
        // One instance stays up for orchestrations: without it a timer or an answer would wait for a cold start.
        alwaysReady: [{ name: 'durable', instanceCount: 1 }]
      }
    }
  }
}

// Deployment is by identity too: no user name and password.
resource ftp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource scm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
