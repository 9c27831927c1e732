using System.Text.Json;
using ServerlessTraining.Infra.Checks;

namespace ServerlessTraining.Infra;

/// <summary>Every resource against the schemas of the Bicep compiler, and the files against each other. Each of the changes below must be found.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void Files_AsTheyAre_HaveNoFault() => Assert.Empty(Infrastructure.Faults(InfraFiles.Real));

    [Fact]
    public void Schemas_OfTheCompiler_AreThere()
    {
        Assert.True(Infrastructure.HasType("Microsoft.App/jobs", "2025-01-01"));
        Assert.False(Infrastructure.HasType("Microsoft.App/jobs", "2001-01-01"));
        Assert.True(InfraFiles.Real.Bicep.SelectMany(file => file.Of("resource")).Count() > 40);
    }

    [Theory]
    [InlineData("app/storage.bicep", "storageAccounts@2024-01-01", "storageAccount@2024-01-01", "there is no resource type Microsoft.Storage/storageAccount")]
    [InlineData("app/job.bicep", "jobs@2025-01-01", "jobs@2024-01-01", "Microsoft.App/jobs has no API version 2024-01-01; the last are ")]
    [InlineData("app/job.bicep", "Microsoft.App/jobs@2025-01-01", "Microsoft.App/jobs", "TYPE@VERSION is needed")]
    [InlineData("app/storage.bicep", "  allowSharedKeyAccess: false", "  allowSharedKeys: false", "host.properties.allowSharedKeys is unknown; there are ")]
    [InlineData("app/storage.bicep", "  kind: 'StorageV2'\n", "", "host.kind is required")]
    [InlineData("app/storage.bicep", "defaultAction: publicAccess ? 'Allow' : 'Deny'\n", "", "host.properties.networkAcls.defaultAction is required")]
    [InlineData("app/job.bicep", "      triggerType: 'Event'\n", "", "job.properties.configuration.triggerType is required")]
    [InlineData("app/storage.bicep", "'TLS1_2'", "'TLS1.2'", "host.properties.minimumTlsVersion 'TLS1.2' is none of TLS1_0, TLS1_1, TLS1_2, TLS1_3")]
    [InlineData("app/rbac.bicep", "principalType: 'ServicePrincipal'", "principalType: 'Robot'", "functionsOnHost.properties.principalType 'Robot' is none of ")]
    [InlineData("app/storage.bicep", "'deployments'", "'d'", "deployments.name 'd' is too short or too long")]
    [InlineData("app/storage.bicep", "allowBlobPublicAccess: false", "allowBlobPublicAccess: 'no'", "host.properties.allowBlobPublicAccess is no boolean")]
    [InlineData("app/storage.bicep", "days: 7", "days: 700", "dataBlobs.properties.deleteRetentionPolicy.days 700 is out of its range")]
    [InlineData("app/job.bicep", "replicaRetryLimit: 0", "replicaRetryLimit: '0'", "job.properties.configuration.replicaRetryLimit is no whole number")]
    [InlineData("app/job.bicep", "args: ['--drain'", "args: [1", "job.properties.template.containers[].args[] is no text")]
    [InlineData("app/job.bicep", "name: queue\n", "names: queue\n", "job.properties.configuration.eventTriggerConfig.scale.rules[].names is unknown")]
    [InlineData("app/job.bicep", "replicaTimeout: replicaTimeout", "replicaTimeout: image", "is the parameter image of type string, IntegerType is needed")]
    [InlineData("app/functions.bicep", "name: 'TASKHUB_NAME'", "key: 'TASKHUB_NAME'", "app.properties.siteConfig.appSettings[].key is unknown")]
    [InlineData("app/functions.bicep", "sku: { name: 'FC1'", "id: 'x'\n  sku: { name: 'FC1'", "plan.id is read-only")]
    [InlineData("app/monitoring.bicep", "severity: 2", "severity: 'high'", "rules.properties.severity is no whole number")]
    [InlineData("app/monitoring.bicep", "operator: 'GreaterThan'", "operator: 'More'", "'More' is none of Equals, GreaterThan")]
    [InlineData("app/storage.bicep", "parent: hostBlobs", "parent: host", "blobServices/containers is no child of Microsoft.Storage/storageAccounts")]
    [InlineData("app/storage.bicep", "  parent: hostBlobs\n", "", "Microsoft.Storage/storageAccounts/blobServices/containers needs a parent")]
    [InlineData("app/rbac.bicep", "scope: registry", "scope: registries", "trainerImages.scope is no resource of the file")]
    [InlineData("app/rbac.bicep", "  name: registryName", "  location: 'x'\n  name: registryName", "registry.location is given to a resource that exists")]
    [InlineData("main.bicep", "Microsoft.Resources/resourceGroups@2024-11-01", "Microsoft.Storage/storageAccounts@2024-01-01", "is not deployed at the scope subscription")]
    public void Resource_ChangedToSomethingWrong_IsFound(string path, string was, string @is, string fault) => Assert.Contains(
        Infrastructure.Faults(InfraFiles.Real.With(path, was, @is)), found => found.Contains(fault, StringComparison.Ordinal) && found.StartsWith(path, StringComparison.Ordinal));

    [Theory]
    [InlineData("main.bicep", "    maxExecutions: gpuMaxExecutions\n", "", "app/gpu-job.bicep needs the parameter maxExecutions")]
    [InlineData("main.bicep", "    taskHubName: taskHubName\n", "    hubName: taskHubName\n", "app/functions.bicep has no parameter hubName")]
    [InlineData("main.bicep", "servesGpuTasks: gpuProfile == 'none'", "servesGpuTasks: 'yes'", "cpuJob.servesGpuTasks is of type string, bool is needed")]
    [InlineData("main.bicep", "profileType: gpuProfile", "profileType: 'H100'", "gpuJob.profileType is 'H100', which profileType does not allow")]
    [InlineData("main.bicep", "maximumInstanceCount: maximumInstanceCount", "maximumInstanceCount: location", "functions.maximumInstanceCount is of type string, int is needed")]
    [InlineData("main.bicep", "'app/acr.bicep'", "'app/registry.bicep'", "there is no file 'app/registry.bicep'")]
    [InlineData("main.bicep", "acr.outputs.server", "acr.outputs.host", "acr.outputs.host is no output of app/acr.bicep")]
    [InlineData("main.bicep", "abbreviations.plan}", "abbreviations.farm}", "abbreviations.json has no 'farm'")]
    [InlineData("app/acr.bicep", "param name string", "param name string\nparam sku string", "app/acr.bicep needs the parameter sku")]
    [InlineData("app/acr.bicep", "param name string", "param name string\nparam sku string = 'Basic'", "the param sku is used nowhere")]
    [InlineData("app/acr.bicep", "output name string", "output id string = registry.id\noutput name string", "nobody takes the output id")]
    [InlineData("app/acr.bicep", "registry.properties.loginServer", "registry.properties.login", "the schema has no 'login'")]
    [InlineData("app/rbac.bicep", "roles.AcrPull", "roles.AcrPush", "roles.AcrPush is not there")]
    [InlineData("app/rbac.bicep", "guid(host.id", "uuid(host.id", "no function is called 'uuid'")]
    [InlineData("app/environment.bicep", "scope: jobs", "scope: jobs\n  dependsOn: [nothing]", "nothing is called 'nothing'")]
    [InlineData("app/monitoring.bicep", "'../workbook.json'", "'../book.json'", "there is no file '../book.json'")]
    [InlineData("main.parameters.json", "\"alertEmail\"", "\"mail\"", "main.bicep has no parameter mail")]
    public void Names_ChangedToSomethingWrong_AreFound(string path, string was, string @is, string fault) =>
        Assert.Contains(Infrastructure.Faults(InfraFiles.Real.With(path, was, @is)), found => found.Contains(fault, StringComparison.Ordinal));

    [Fact]
    public void Abbreviations_InTheirFile_AreAllUsed()
    {
        using JsonDocument file = JsonDocument.Parse(InfraFiles.Real.Text("abbreviations.json"));
        string main = InfraFiles.Real.Text(InfraFiles.Main);

        Assert.All(file.RootElement.EnumerateObject(), one => Assert.Contains($"abbreviations.{one.Name}", main, StringComparison.Ordinal));
    }
}
