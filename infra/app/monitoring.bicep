// Logs, traces and metrics of the app and of all jobs in one workspace; alerts and a workbook over them.
param location string
param tags object
param workspaceName string
param applicationInsightsName string
param actionGroupName string

@description('Empty: nobody is told.')
param alertEmail string

// Each fires when its query has a row. The queries say what they look for; the workbook's view of failures shows the same.
var alerts = [
  {
    name: 'stuck-queues'
    title: 'Folds wait and nobody takes them, or a queue has crashed'
    query: loadTextContent('../alerts/stuck-queues.kql')
    severity: 2
    window: 'PT1H'
    every: 'PT15M'
  }
  {
    name: 'poison'
    title: 'A message was put aside as poison'
    query: loadTextContent('../alerts/poison.kql')
    severity: 1
    window: 'PT30M'
    every: 'PT15M'
  }
  {
    name: 'failed-timers'
    title: 'A timer fails'
    query: loadTextContent('../alerts/failed-timers.kql')
    severity: 2
    window: 'PT30M'
    every: 'PT15M'
  }
  {
    name: 'failed-folds'
    title: 'Folds fail for good'
    query: loadTextContent('../alerts/failed-folds.kql')
    severity: 3
    window: 'PT1H'
    every: 'PT30M'
  }
]

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
    // What a day of logs may cost is capped; a loop that logs would have no other end.
    workspaceCapping: { dailyQuotaGb: 5 }
  }
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' = {
  name: applicationInsightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    // Senders sign in: the connection string alone, which stands in settings, lets nobody write.
    DisableLocalAuth: true
  }
}

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(alertEmail)) {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'training'
    enabled: true
    emailReceivers: [{ name: 'mail', emailAddress: alertEmail, useCommonAlertSchema: true }]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for alert in alerts: {
  name: '${alert.name}-${workspaceName}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: alert.title
    severity: alert.severity
    enabled: true
    scopes: [workspace.id]
    evaluationFrequency: alert.every
    windowSize: alert.window
    // The tables are there only after the first telemetry has come.
    skipQueryValidation: true
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: alert.query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: empty(alertEmail) ? [] : [actionGroup.id] }
  }
}]

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  // A workbook's name must be a guid; this one is the same at each deployment.
  name: guid(applicationInsights.id, 'workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'ServerlessTraining'
    category: 'workbook'
    sourceId: workspace.id
    // Which workspace it asks is known only here.
    serializedData: replace(loadTextContent('../workbook.json'), 'WORKSPACE_ID', workspace.id)
  }
}

output workspaceId string = workspace.id
output applicationInsightsName string = applicationInsights.name
output connectionString string = applicationInsights.properties.ConnectionString
