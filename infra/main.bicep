// Everything that ServerlessTraining needs in Azure, in one resource group. See README.md for what each part is for. Not deployed by us so far.
targetScope = 'subscription'

@minLength(1)
@maxLength(40)
@description('Name of the azd environment. Goes into tags and, hashed, into the names of resources.')
param environmentName string

@minLength(1)
@description('Region of everything but the jobs; one that has Flex Consumption.')
param location string

@description('Region of the jobs, where GPUs may be offered that the other region lacks. Empty: the same region. With a network it must be the same.')
param gpuLocation string = ''

@allowed(['Consumption-GPU-NC8as-T4', 'Consumption-GPU-NC24-A100', 'none'])
@description('The GPU that trains; none: tasks for a GPU are trained on CPUs, which needs no quota.')
param gpuProfile string = 'none'

@allowed(['azureStorage', 'dts'])
@description('Where orchestrations keep their history: in the host storage account, or in a Durable Task Scheduler.')
param backend string = 'azureStorage'

@allowed(['Consumption', 'Dedicated'])
@description('What the scheduler is paid by, with backend dts.')
param schedulerSku string = 'Consumption'

@description('Closes both storage accounts to the internet and puts the app, the jobs and the accounts into a network.')
param vnetEnabled bool = false

@minLength(3)
@maxLength(45)
@description('The task hub: letters and digits, a letter first. Another one starts with an empty history.')
param taskHubName string = 'ServerlessTraining'

@minValue(1)
@maxValue(1000)
@description('The most instances of the functions app.')
param maximumInstanceCount int = 40

@minValue(1)
@maxValue(100)
@description('The most GPU jobs at a time: the cap on what a grid can cost in an hour.')
param gpuMaxExecutions int = 2

@minValue(1)
@maxValue(100)
@description('The most CPU jobs at a time.')
param cpuMaxExecutions int = 10

@description('Image of the GPU job in the registry of this group. Empty: one that does nothing, until the hook has published the real one.')
param gpuTrainerImage string = ''

@description('Image of the CPU job; empty as above.')
param cpuTrainerImage string = ''

@description('A person or a program that may read and write the data account besides the app. Empty: nobody.')
param principalId string = ''

@allowed(['User', 'Group', 'ServicePrincipal'])
@description('What it is.')
param principalType string = 'User'

@description('Who is told by e-mail when an alert fires. Empty: alerts are only seen in the portal.')
param alertEmail string = ''

var abbreviations = loadJsonContent('abbreviations.json')
var resourceToken = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }

// A subnet and what is in it are in one region.
var jobsLocation = vnetEnabled || empty(gpuLocation) ? location : gpuLocation

// Starts, says hello and ends. Nothing is in the queues before the app runs, so it is not started either.
var placeholderImage = 'mcr.microsoft.com/k8se/quickstart-jobs:latest'

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: '${abbreviations.resourceGroup}${environmentName}'
  location: location
  tags: tags
}

module identities 'app/identities.bicep' = {
  name: 'identities'
  scope: group
  params: {
    location: location
    tags: tags
    functionsName: '${abbreviations.identity}functions-${resourceToken}'
    trainerName: '${abbreviations.identity}trainer-${resourceToken}'
  }
}

module monitoring 'app/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    location: location
    tags: tags
    workspaceName: '${abbreviations.logAnalytics}${resourceToken}'
    applicationInsightsName: '${abbreviations.applicationInsights}${resourceToken}'
    actionGroupName: '${abbreviations.actionGroup}${resourceToken}'
    alertEmail: alertEmail
  }
}

module storage 'app/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    location: location
    tags: tags
    hostAccountName: '${abbreviations.storageAccount}host${resourceToken}'
    dataAccountName: '${abbreviations.storageAccount}data${resourceToken}'
    publicAccess: !vnetEnabled
    workspaceId: monitoring.outputs.workspaceId
  }
}

module acr 'app/acr.bicep' = {
  name: 'acr'
  scope: group
  params: {
    location: location
    tags: tags
    name: '${abbreviations.containerRegistry}${resourceToken}'
  }
}

module vnet 'app/vnet.bicep' = if (vnetEnabled) {
  name: 'vnet'
  scope: group
  params: {
    location: location
    tags: tags
    name: '${abbreviations.virtualNetwork}${resourceToken}'
    endpointPrefix: abbreviations.privateEndpoint
    accountNames: [storage.outputs.hostAccountName, storage.outputs.dataAccountName]
  }
}

module dts 'app/dts.bicep' = if (backend == 'dts') {
  name: 'dts'
  scope: group
  params: {
    location: location
    tags: tags
    name: '${abbreviations.scheduler}${resourceToken}'
    skuName: schedulerSku
    taskHubName: taskHubName
    principalId: identities.outputs.functionsPrincipalId
  }
}

module rbac 'app/rbac.bicep' = {
  name: 'rbac'
  scope: group
  params: {
    hostAccountName: storage.outputs.hostAccountName
    dataAccountName: storage.outputs.dataAccountName
    applicationInsightsName: monitoring.outputs.applicationInsightsName
    registryName: acr.outputs.name
    functionsPrincipalId: identities.outputs.functionsPrincipalId
    trainerPrincipalId: identities.outputs.trainerPrincipalId
    principalId: principalId
    principalType: principalType
  }
}

module functions 'app/functions.bicep' = {
  name: 'functions'
  scope: group
  params: {
    location: location
    tags: tags
    name: '${abbreviations.functionApp}${resourceToken}'
    planName: '${abbreviations.plan}${resourceToken}'
    identityId: identities.outputs.functionsId
    identityClientId: identities.outputs.functionsClientId
    hostAccountName: storage.outputs.hostAccountName
    dataAccountName: storage.outputs.dataAccountName
    deploymentContainer: storage.outputs.deploymentContainer
    taskHubName: taskHubName
    schedulerEndpoint: backend == 'dts' ? dts!.outputs.endpoint : ''
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    subnetId: vnetEnabled ? vnet!.outputs.functionsSubnetId : ''
    maximumInstanceCount: maximumInstanceCount
    cpuMaxExecutions: cpuMaxExecutions
    gpuMaxExecutions: gpuProfile == 'none' ? 0 : gpuMaxExecutions
  }
  // The app reads its own package with its identity when it starts.
  dependsOn: [rbac]
}

module jobs 'app/environment.bicep' = {
  name: 'environment'
  scope: group
  params: {
    location: jobsLocation
    tags: tags
    name: '${abbreviations.containerAppsEnvironment}${resourceToken}'
    gpuProfile: gpuProfile
    subnetId: vnetEnabled ? vnet!.outputs.jobsSubnetId : ''
    workspaceId: monitoring.outputs.workspaceId
  }
}

module cpuJob 'app/cpu-job.bicep' = {
  name: 'cpu-job'
  scope: group
  params: {
    location: jobsLocation
    tags: tags
    name: '${abbreviations.containerAppsJob}cpu-${resourceToken}'
    image: empty(cpuTrainerImage) ? placeholderImage : cpuTrainerImage
    environmentId: jobs.outputs.id
    identityId: identities.outputs.trainerId
    identityClientId: identities.outputs.trainerClientId
    registryServer: acr.outputs.server
    dataAccountName: storage.outputs.dataAccountName
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    maxExecutions: cpuMaxExecutions
    servesGpuTasks: gpuProfile == 'none'
  }
  dependsOn: [rbac]
}

module gpuJob 'app/gpu-job.bicep' = if (gpuProfile != 'none') {
  name: 'gpu-job'
  scope: group
  params: {
    location: jobsLocation
    tags: tags
    name: '${abbreviations.containerAppsJob}gpu-${resourceToken}'
    image: empty(gpuTrainerImage) ? placeholderImage : gpuTrainerImage
    environmentId: jobs.outputs.id
    profileName: jobs.outputs.gpuProfileName
    profileType: gpuProfile
    identityId: identities.outputs.trainerId
    identityClientId: identities.outputs.trainerClientId
    registryServer: acr.outputs.server
    dataAccountName: storage.outputs.dataAccountName
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    maxExecutions: gpuMaxExecutions
  }
  dependsOn: [rbac]
}

// azd keeps these in its environment, where the hooks and `azd env get-values` find them.
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_CONTAINER_REGISTRY_NAME string = acr.outputs.name
output AZURE_CONTAINER_REGISTRY_ENDPOINT string = acr.outputs.server
output ST_FUNCTION_APP string = functions.outputs.name
output ST_URL string = functions.outputs.url
output ST_CPU_JOB string = cpuJob.outputs.name
output ST_GPU_JOB string = gpuProfile == 'none' ? '' : gpuJob!.outputs.name
output ST_DATA_ACCOUNT string = storage.outputs.dataAccountName
