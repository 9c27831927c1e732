using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Tests.Contract;

/// <summary>A store with a list.</summary>
public interface IListingStore : IContractStore
{
    /// <summary>The keys of the next part.</summary>
    Task<StoredPage<string>> PageAsync(int limit, string? continuation);
}
