// Where the training jobs run. Profiles of the kind Consumption cost nothing while no job runs.
param location string
param tags object
param name string
param gpuProfile string

@description('Empty: the jobs are in no network of ours.')
param subnetId string

param workspaceId string

var gpuName = 'gpu'
var consumption = { name: 'Consumption', workloadProfileType: 'Consumption' }

resource jobs 'Microsoft.App/managedEnvironments@2025-01-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    // Into the workspace by diagnostic settings, since the other way needs the workspace's key.
    appLogsConfiguration: { destination: 'azure-monitor' }
    vnetConfiguration: empty(subnetId) ? null : { infrastructureSubnetId: subnetId, internal: true }
    workloadProfiles: gpuProfile == 'none' ? [consumption] : [consumption, { name: gpuName, workloadProfileType: gpuProfile }]
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: jobs
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
  }
}

output id string = jobs.id
output gpuProfileName string = gpuName
