// Two accounts: whoever can write the task hub can make the app do anything, so trainers are given the other one.
param location string
param tags object
param hostAccountName string
param dataAccountName string

@description('Whether the accounts answer on the internet; who is answered there is decided by identity in any case.')
param publicAccess bool

param workspaceId string

// The names in the code: StorageNames. Made here, as the app begins to use them before any trainer ran.
var queueNames = [
  'fold-tasks-gpu'
  'fold-tasks-gpu-poison'
  'fold-tasks-cpu'
  'fold-tasks-cpu-poison'
  'fold-results'
  'fold-results-poison'
]
var containerNames = ['backtests', 'bars', 'candleruns', 'checkpoints', 'models', 'payloads', 'predictions', 'presets']
var tableNames = [
  'audit'
  'backtests'
  'bars'
  'candleruns'
  'confighashes'
  'feeds'
  'foldresults'
  'jobs'
  'ledger'
  'livemodels'
  'presetcomparisons'
  'presethistory'
  'presetperformance'
  'presetplans'
  'presets'
  'queueitems'
  'queuelog'
  'queues'
  'regimebests'
  'regimes'
  'runs'
  'schema'
  'studies'
  'studytrials'
]

// No key opens them, no blob is public, nothing older than TLS 1.2 is spoken.
var closed = {
  allowSharedKeyAccess: false
  allowBlobPublicAccess: false
  allowCrossTenantReplication: false
  defaultToOAuthAuthentication: true
  minimumTlsVersion: 'TLS1_2'
  supportsHttpsTrafficOnly: true
  publicNetworkAccess: publicAccess ? 'Enabled' : 'Disabled'
  networkAcls: {
    defaultAction: publicAccess ? 'Allow' : 'Deny'
    bypass: 'AzureServices'
  }
}

resource host 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: hostAccountName
  location: location
  tags: tags
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
  properties: closed
}

resource hostBlobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: host
  name: 'default'
}

// The package of the app: Flex Consumption starts from it.
resource deployments 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: hostBlobs
  name: 'deployments'
  properties: { publicAccess: 'None' }
}

resource data 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: dataAccountName
  location: location
  tags: tags
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
  properties: closed
}

resource dataBlobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: data
  name: 'default'
  properties: {
    // A folder that was deleted by mistake can be brought back for a week.
    deleteRetentionPolicy: { enabled: true, days: 7 }
    containerDeleteRetentionPolicy: { enabled: true, days: 7 }
  }
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = [for container in containerNames: {
  parent: dataBlobs
  name: container
  properties: { publicAccess: 'None' }
}]

resource dataQueues 'Microsoft.Storage/storageAccounts/queueServices@2024-01-01' = {
  parent: data
  name: 'default'
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2024-01-01' = [for queue in queueNames: {
  parent: dataQueues
  name: queue
}]

resource dataTables 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' = {
  parent: data
  name: 'default'
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices/tables@2024-01-01' = [for table in tableNames: {
  parent: dataTables
  name: table
}]

// What is written to a poison queue is seen here, whoever wrote it: the trainer or the functions host.
resource queueWrites 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'queue-writes'
  scope: dataQueues
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'StorageWrite', enabled: true }]
  }
}

output hostAccountName string = host.name
output dataAccountName string = data.name
output deploymentContainer string = deployments.name
