namespace ServerlessTraining.Storage.Tables;

/// <summary>A part of a list.</summary>
/// <param name="Continuation">Asks for the next part, of the same list only; null at the end. Fit for an address.</param>
public sealed record StoredPage<T>(IReadOnlyList<T> Items, string? Continuation)
{
    public StoredPage<TOther> Select<TOther>(Func<T, TOther> map) => new([.. Items.Select(map)], Continuation);
}
