namespace ServerlessTraining.Storage.Tests.Contract;

/// <summary>A store whose records change.</summary>
public interface IChangingStore : IContractStore
{
    /// <summary>Reads, changes and writes until nobody came between.</summary>
    Task ChangeAsync(string key, Func<string, string> change);
}
