namespace Microsoft.DurableTask.Client.Entities;

public record EntityQuery
{
    public const int DefaultPageSize = 100;

    private readonly string? prefix;

    public string? InstanceIdStartsWith
    {
        get => prefix;
        init
        {
            if (value is null)
            {
                return;
            }

            // '@name@key': names are stored in lower case, keys as they were given.
            string id = value.StartsWith('@') ? value : "@" + value;
            int key = id.IndexOf('@', 1);
            prefix = key < 0 ? id.ToLowerInvariant() : id[..key].ToLowerInvariant() + id[key..];
        }
    }

    public DateTimeOffset? LastModifiedFrom { get; init; }

    public DateTimeOffset? LastModifiedTo { get; init; }

    public bool IncludeState { get; init; } = true;

    public bool IncludeTransient { get; init; }

    public int? PageSize { get; init; }

    public string? ContinuationToken { get; init; }
}
