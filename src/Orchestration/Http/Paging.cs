using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Http;

/// <summary>Pages of lists, where the continuation came with a request.</summary>
public static class Paging
{
    public const string Allowed = "the continuation of the page before, with the same filters, or none for the first page,";

    /// <exception cref="RequestException">The continuation is of no list, or of another.</exception>
    public static async Task<StoredPage<T>> ReadAsync<T>(string? continuation, Func<string?, Task<StoredPage<T>>> page)
    {
        ArgumentNullException.ThrowIfNull(page);
        try
        {
            return await page(continuation);
        }
        catch (ContinuationTokenException) when (continuation is not null)
        {
            throw new RequestException(new FieldFault("continuation", FieldFault.Show(continuation), Allowed));
        }
    }
}
