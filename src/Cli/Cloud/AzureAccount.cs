namespace ServerlessTraining.Cli.Cloud;

/// <summary>The subscription in which az is signed in.</summary>
internal sealed record AzureAccount(string Id, string Name);
