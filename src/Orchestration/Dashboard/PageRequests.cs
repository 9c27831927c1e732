using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Dashboard;

/// <summary>Answers with the page, as a function of the app.</summary>
public sealed class PageRequests(PageFiles files)
{
    // Relative, and without the query, which may have a key in it.
    private const string WithSlash = "dashboard/";

    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>`GET /api/dashboard/{file}`.</summary>
    /// <param name="request">The page's own addresses are relative, so it must be asked for with a slash behind.</param>
    /// <param name="file">Null for the start.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="RequestException">There is no such file, or no page at all.</exception>
    public async Task<IResult> GetAsync(HttpRequest request, string? file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        IHeaderDictionary headers = request.HttpContext.Response.Headers;
        PageHeaders.Add(headers);

        // On a laptop the port may be another program's tomorrow, which does not speak TLS.
        if (!ThisMachine.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase)) headers.StrictTransportSecurity = "max-age=31536000";
        if (string.IsNullOrEmpty(file) && request.Path.Value?.EndsWith('/') == false) return Results.Redirect(WithSlash);
        if (await FindAsync(request, file, cancellationToken) is { } found) return found;
        throw new RequestException(
            StatusCodes.Status404NotFound,
            files.IsThere ? $"The dashboard has no file '{FieldFault.Show(file ?? PageOptions.Start)}'." : $"{PageOptions.NotBuilt}; in Azure, publish the app again then.");
    }

    /// <summary>For a host that has the page at its root, beside other things. Null where the page has no such file, or there is no page.</summary>
    /// <param name="request">Whose answer says how long the file may be kept.</param>
    /// <param name="file">Null or empty for the start.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IResult?> FindAsync(HttpRequest request, string? file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await files.FindAsync(string.IsNullOrEmpty(file) ? PageOptions.Start : file, cancellationToken) is not { } found) return null;
        request.HttpContext.Response.Headers.CacheControl = PageHeaders.CacheControlOf(found.Name);
        return Results.Bytes(found.Content, found.ContentType, entityTag: found.Tag);
    }
}
