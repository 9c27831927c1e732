using System.Net;

namespace ServerlessTraining.Cli;

/// <summary>How commands ask over HTTP: no redirect is followed, as the key of one address must not reach another, and the user is told of it.</summary>
public sealed class CliHttp : DelegatingHandler
{
    public CliHttp()
        : base(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
    }

    /// <exception cref="CliException">The answer sends elsewhere.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        bool redirects = response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
        if (!redirects || response.Headers.Location is not { } location) return response;
        using (response) throw Refusal(request.RequestUri!, new Uri(request.RequestUri!, location), response.StatusCode);
    }

    // What a query holds may be secret.
    private static CliException Refusal(Uri asked, Uri target, HttpStatusCode status)
    {
        string place = target.GetLeftPart(UriPartial.Path);
        string origin = place.EndsWith(asked.AbsolutePath, StringComparison.Ordinal) ? place[..^asked.AbsolutePath.Length] : target.GetLeftPart(UriPartial.Authority);
        return new CliException(
            $"{asked.GetLeftPart(UriPartial.Path)} answered {(int)status} and sends to {place}. That is not followed, as the key would go there too. "
            + $"If the product is there, name it: ST_URL={origin}")
        {
            Status = status,
        };
    }
}
