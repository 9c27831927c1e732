// Trains trees and linear models on CPUs, and networks too where there is no GPU.
param location string
param tags object
param name string
param image string
param environmentId string
param identityId string
param identityClientId string
param registryServer string
param dataAccountName string
param applicationInsightsConnectionString string
param maxExecutions int

@description('Takes the tasks for a GPU as well.')
param servesGpuTasks bool

// The most that the profile Consumption gives one replica; a training has one thread, so as many folds as cores.
var cores = 4

module job 'job.bicep' = {
  name: 'cpu-job-resource'
  params: {
    location: location
    tags: tags
    name: name
    image: image
    environmentId: environmentId
    profileName: 'Consumption'
    identityId: identityId
    identityClientId: identityClientId
    registryServer: registryServer
    dataAccountName: dataAccountName
    applicationInsightsConnectionString: applicationInsightsConnectionString
    queueNames: servesGpuTasks ? ['fold-tasks-cpu', 'fold-tasks-gpu'] : ['fold-tasks-cpu']
    devices: servesGpuTasks ? 'cpu,gpu' : 'cpu'
    folds: cores
    cpu: cores
    memory: '${cores * 2}Gi'
    maxExecutions: maxExecutions
  }
}

output name string = job.outputs.name
