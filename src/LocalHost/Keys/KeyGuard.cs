using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ServerlessTraining.LocalHost.Http;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.LocalHost.Keys;

/// <summary>Lets a request through to an endpoint that needs a key when it brings it, by header, query or a signed-in browser's cookie.</summary>
internal sealed class KeyGuard(ApiKey key, Sessions sessions, int port)
{
    private const string Header = "x-functions-key";
    private const string Query = "code";
    private const string FetchSite = "Sec-Fetch-Site";

    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        string? given = Take(context.Request);
        if (context.GetEndpoint()?.Metadata.GetMetadata<NeedsKey>() is null) return next(context);
        if (given is not null) return key.Is(given) ? next(context) : Refuse(context, $"The key in {Header} or {Query} is wrong");
        if (context.Request.Cookies[SignIn.CookieName(port)] is not { } session) return Refuse(context, "There is no key");
        if (!sessions.Has(session)) return Refuse(context, "The browser's session has ended");
        if (IsFromOwnPage(context.Request)) return next(context);
        return Problem.WriteAsync(
            context, StatusCodes.Status403Forbidden,
            $"A signed-in browser may send {FieldFault.Show(context.Request.Method)} from a page of this host only; send the key in {Header} from elsewhere.");
    }

    private static Task Refuse(HttpContext context, string what)
    {
        context.Response.Headers.WWWAuthenticate = "FunctionKey";
        return Problem.WriteAsync(
            context, StatusCodes.Status401Unauthorized, $"{what}. Send the key of keys.json in the data folder as the header {Header}, or open the link that ./st open shows.");
    }

    /// <summary>Takes the key out of the address as well: nothing further in may see, log or answer with it.</summary>
    private static string? Take(HttpRequest request)
    {
        string? header = request.Headers.TryGetValue(Header, out var values) ? values.ToString() : null;
        string? code = request.Query.TryGetValue(Query, out var codes) ? codes.ToString() : null;
        request.Headers.Remove(Header);
        if (code is not null)
        {
            QueryString rest = QueryString.Create(request.Query.Where(pair => !string.Equals(pair.Key, Query, StringComparison.OrdinalIgnoreCase)));
            request.QueryString = rest;
            request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + rest;
        }

        return header ?? code;
    }

    // Cookies do not heed ports, so a page of another program on this machine sends them too; what it can neither read nor change is harmless.
    private static bool IsFromOwnPage(HttpRequest request) => request.Headers[FetchSite].ToString() switch
    {
        "same-origin" => true,
        "none" or "" => SameSiteGuard.IsReading(request) || SameSiteGuard.IsOwnOrigin(request, whenAbsent: false),
        _ => false,
    };
}
