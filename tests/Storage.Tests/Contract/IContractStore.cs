namespace ServerlessTraining.Storage.Tests.Contract;

/// <summary>What every store can do, whatever it stores: texts under keys.</summary>
public interface IContractStore
{
    /// <summary>True where the text was stored; false where a store that keeps the first had one.</summary>
    Task<bool> AddAsync(string key, string text);

    Task<string?> ReadAsync(string key);
}
