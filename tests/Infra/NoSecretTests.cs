using System.Text.RegularExpressions;
using ServerlessTraining.Infra.Bicep;
using ServerlessTraining.Infra.Checks;

namespace ServerlessTraining.Infra;

/// <summary>Identity everywhere: nothing has a key, nothing asks for one.</summary>
public sealed partial class NoSecretTests
{
    [Theory]
    [InlineData("host")]
    [InlineData("data")]
    public void Account_OfStorage_TakesNoKeyNoStrangerAndNoOldTls(string name)
    {
        BicepNode given = Infrastructure.At(Infrastructure.Resource("app/storage.bicep", name).Body, "properties");
        BicepNode properties = Assert.Single(new BicepScope(InfraFiles.Real["app/storage.bicep"]).Values(given));

        Assert.False(Infrastructure.Flag(properties, "allowSharedKeyAccess"));
        Assert.False(Infrastructure.Flag(properties, "allowBlobPublicAccess"));
        Assert.Equal("TLS1_2", Infrastructure.Value(properties, "minimumTlsVersion"));
        Assert.True(Infrastructure.Flag(properties, "supportsHttpsTrafficOnly"));
    }

    [Fact]
    public void Telemetry_AndRegistry_TakeNoKey()
    {
        Assert.True(Infrastructure.Flag(Infrastructure.Resource("app/monitoring.bicep", "applicationInsights").Body, "properties.DisableLocalAuth"));
        Assert.False(Infrastructure.Flag(Infrastructure.Resource("app/acr.bicep", "registry").Body, "properties.adminUserEnabled"));
        Assert.False(Infrastructure.Flag(Infrastructure.Resource("app/acr.bicep", "registry").Body, "properties.anonymousPullEnabled"));
        Assert.False(Infrastructure.Flag(Infrastructure.Resource("app/functions.bicep", "scm").Body, "properties.allow"));
        Assert.False(Infrastructure.Flag(Infrastructure.Resource("app/functions.bicep", "ftp").Body, "properties.allow"));
    }

    [Fact]
    public void Files_OfAllKinds_AskForNoKey() =>
        Assert.DoesNotContain(InfraFiles.Real.Paths, path => !path.EndsWith(".md", StringComparison.Ordinal) && Key().IsMatch(InfraFiles.Real.Text(path)));

    [GeneratedRegex(@"listKeys|listCredentials|AccountKey|sharedKey\b|SharedAccessSignature|listAccountSas|adminUserEnabled: true", RegexOptions.None, 1000)]
    private static partial Regex Key();
}
