// Trains networks, one GPU a replica and one fold at a time on it.
param location string
param tags object
param name string
param image string
param environmentId string
param profileName string

@allowed(['Consumption-GPU-NC8as-T4', 'Consumption-GPU-NC24-A100', 'none'])
param profileType string

param identityId string
param identityClientId string
param registryServer string
param dataAccountName string
param applicationInsightsConnectionString string
param maxExecutions int

// All of the profile's machine: the GPU is not shared, and what is left of it would only be paid for.
var isT4 = profileType == 'Consumption-GPU-NC8as-T4'

module job 'job.bicep' = {
  name: 'gpu-job-resource'
  params: {
    location: location
    tags: tags
    name: name
    image: image
    environmentId: environmentId
    profileName: profileName
    identityId: identityId
    identityClientId: identityClientId
    registryServer: registryServer
    dataAccountName: dataAccountName
    applicationInsightsConnectionString: applicationInsightsConnectionString
    queueNames: ['fold-tasks-gpu']
    devices: 'gpu'
    folds: 1
    cpu: isT4 ? 8 : 24
    memory: isT4 ? '56Gi' : '220Gi'
    maxExecutions: maxExecutions
  }
}

output name string = job.outputs.name
