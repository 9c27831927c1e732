namespace ServerlessTraining.Storage.Tests.Contract;

/// <summary>Ends what a test waits for when the test is ended. Imported everywhere in this project.</summary>
internal static class TestToken
{
    public static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
