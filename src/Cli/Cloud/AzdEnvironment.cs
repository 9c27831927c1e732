namespace ServerlessTraining.Cli.Cloud;

/// <summary>An environment of azd: what was set for a deployment, and what the deployment gave.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">By their names, as azd has them.</param>
internal sealed record AzdEnvironment(string Name, IReadOnlyDictionary<string, string> Values)
{
    public const string Subscription = "AZURE_SUBSCRIPTION_ID";
    public const string Location = "AZURE_LOCATION";
    public const string ResourceGroup = "AZURE_RESOURCE_GROUP";
    public const string Url = "ST_URL";
    public const string FunctionApp = "ST_FUNCTION_APP";
    public const string CpuJob = "ST_CPU_JOB";
    public const string GpuJob = "ST_GPU_JOB";
    public const string DataAccount = "ST_DATA_ACCOUNT";

    /// <summary>Null where it is not set, or empty.</summary>
    public string? this[string name] => Values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>A value that is handed to a tool as the name of something in Azure. What has other characters than names have, or begins as an option does, a tool may read as
    /// something else.</summary>
    /// <exception cref="CliException">It is not set, or no name.</exception>
    public string NameOf(string name)
    {
        string value = this[name] ?? throw new CliException($"{name} is not set in the environment '{Name}'");
        return char.IsAsciiLetterOrDigit(value[0]) && value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
            ? value
            : throw new CliException($"{name} of the environment '{Name}' is '{value}', which is no name of Azure");
    }
}
