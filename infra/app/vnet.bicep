// A network for the app, the jobs and both accounts, for those who may not have storage on the internet.
param location string
param tags object
param name string
param endpointPrefix string
param accountNames array

var services = ['blob', 'queue', 'table']

// Every service of every account has an endpoint: number n is service n % 3 of account n / 3.
var endpointCount = length(accountNames) * length(services)

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      {
        name: 'endpoints'
        properties: {
          addressPrefix: '10.0.0.0/24'
          privateEndpointNetworkPolicies: 'Disabled'
        }
      }
      {
        name: 'functions'
        properties: {
          addressPrefix: '10.0.1.0/24'
          delegations: [{ name: 'functions', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'jobs'
        properties: {
          addressPrefix: '10.0.2.0/23'
          delegations: [{ name: 'jobs', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
    ]
  }
}

resource endpointsSubnet 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' existing = {
  parent: network
  name: 'endpoints'
}

resource functionsSubnet 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' existing = {
  parent: network
  name: 'functions'
}

resource jobsSubnet 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' existing = {
  parent: network
  name: 'jobs'
}

resource accounts 'Microsoft.Storage/storageAccounts@2024-01-01' existing = [for account in accountNames: {
  name: account
}]

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [for service in services: {
  name: 'privatelink.${service}.${environment().suffixes.storage}'
  location: 'global'
  tags: tags
}]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [for (service, i) in services: {
  parent: zones[i]
  name: '${name}-${service}'
  location: 'global'
  tags: tags
  properties: {
    registrationEnabled: false
    virtualNetwork: { id: network.id }
  }
}]

resource endpoints 'Microsoft.Network/privateEndpoints@2024-05-01' = [for n in range(0, endpointCount): {
  name: '${endpointPrefix}${accountNames[n / 3]}-${services[n % 3]}'
  location: location
  tags: tags
  properties: {
    subnet: { id: endpointsSubnet.id }
    privateLinkServiceConnections: [
      {
        name: services[n % 3]
        properties: {
          privateLinkServiceId: accounts[n / 3].id
          groupIds: [services[n % 3]]
        }
      }
    ]
  }
}]

// Without it the accounts' names would still lead to the internet.
resource addresses 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [for n in range(0, endpointCount): {
  parent: endpoints[n]
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [{ name: services[n % 3], properties: { privateDnsZoneId: zones[n % 3].id } }]
  }
}]

output functionsSubnetId string = functionsSubnet.id
output jobsSubnetId string = jobsSubnet.id
