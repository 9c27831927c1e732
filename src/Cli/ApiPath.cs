namespace ServerlessTraining.Cli;

/// <summary>Addresses of the API with a query.</summary>
internal static class ApiPath
{
    /// <param name="path">Its own parts are escaped already.</param>
    /// <param name="query">What is null is left out.</param>
    public static string Of(string path, params IEnumerable<(string Name, string? Value)> query)
    {
        string[] parts = [.. query.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}")];
        return parts.Length == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }
}
