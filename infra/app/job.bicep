// A training job: started for work that waits in its queues, ended when they are empty. Its instances are for cpu-job.bicep and gpu-job.bicep to give.
param location string
param tags object
param name string
param image string
param environmentId string
param profileName string
param identityId string
param identityClientId string
param registryServer string
param dataAccountName string
param applicationInsightsConnectionString string

@description('The task queues that start it.')
param queueNames array

@description('As the trainer takes them: cpu, gpu or both with a comma between.')
param devices string

@minValue(1)
@maxValue(32)
@description('Folds that one replica trains at a time, of each queue.')
param folds int

param cpu int
param memory string

@minValue(1)
@maxValue(100)
param maxExecutions int

@description('Seconds after which a replica is stopped, whatever it does; its fold is handed back.')
param replicaTimeout int = 7200

resource data 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: dataAccountName
}

resource job 'Microsoft.App/jobs@2025-01-01' = {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    environmentId: environmentId
    workloadProfileName: profileName
    configuration: {
      triggerType: 'Event'
      replicaTimeout: replicaTimeout
      // The tries of a fold are counted in its row; a second count here would multiply them.
      replicaRetryLimit: 0
      registries: [{ server: registryServer, identity: identityId }]
      eventTriggerConfig: {
        parallelism: 1
        replicaCompletionCount: 1
        scale: {
          minExecutions: 0
          maxExecutions: maxExecutions
          pollingInterval: 30
          rules: [for queue in queueNames: {
            name: queue
            type: 'azure-queue'
            identity: identityId
            metadata: {
              accountName: dataAccountName
              queueName: queue
              queueLength: string(folds)
              // A task that is being trained is hidden, and needs no second replica.
              queueLengthStrategy: 'visibleonly'
            }
          }]
        }
      }
    }
    template: {
      containers: [
        {
          name: 'trainer'
          image: image
          args: ['--drain', '--queues', devices, '--folds', string(folds)]
          resources: { cpu: cpu, memory: memory }
          env: [
            { name: 'DataStorage__clientId', value: identityClientId }
            { name: 'DataStorage__blobServiceUri', value: data.properties.primaryEndpoints.blob }
            { name: 'DataStorage__queueServiceUri', value: data.properties.primaryEndpoints.queue }
            { name: 'DataStorage__tableServiceUri', value: data.properties.primaryEndpoints.table }
            { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: applicationInsightsConnectionString }
            { name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: 'ClientId=${identityClientId};Authorization=AAD' }
          ]
        }
      ]
    }
  }
}

output name string = job.name
