using System.Runtime.Intrinsics;

namespace ServerlessTraining.Models.Lstm;

/// <summary>The element-wise part of one time step for a block of rows: gates, cell and hidden state, and their gradients.</summary>
internal static unsafe class LstmCell
{
    /// <summary>Turns the sums in <paramref name="gates"/> [rows x 4 hidden] into activations in place and writes the new cell, its tanh and the hidden state.</summary>
    public static void Forward(int rows, int hidden, float* gates, float* bias, float* previousCell, float* cell, float* cellTanh, float* state)
    {
        for (int row = 0; row < rows; row++)
        {
            float* input = gates + ((long)row * 4 * hidden);
            float* forget = input + hidden;
            float* candidate = forget + hidden;
            float* output = candidate + hidden;
            long offset = (long)row * hidden;
            for (int j = 0; j < hidden; j += LstmMath.Width)
            {
                Vector512<float> i = LstmMath.Sigmoid(Vector512.Load(input + j) + Vector512.Load(bias + j));
                Vector512<float> f = LstmMath.Sigmoid(Vector512.Load(forget + j) + Vector512.Load(bias + hidden + j));
                Vector512<float> g = LstmMath.Tanh(Vector512.Load(candidate + j) + Vector512.Load(bias + (2 * hidden) + j));
                Vector512<float> o = LstmMath.Sigmoid(Vector512.Load(output + j) + Vector512.Load(bias + (3 * hidden) + j));
                Vector512<float> c = Vector512.FusedMultiplyAdd(f, Vector512.Load(previousCell + offset + j), i * g);
                Vector512<float> t = LstmMath.Tanh(c);
                i.Store(input + j);
                f.Store(forget + j);
                g.Store(candidate + j);
                o.Store(output + j);
                c.Store(cell + offset + j);
                t.Store(cellTanh + offset + j);
                (o * t).Store(state + offset + j);
            }
        }
    }

    /// <summary>Turns activations into gradients of the sums in place. <paramref name="cellGradient"/> is carried from step to step, backwards.</summary>
    public static void Backward(int rows, int hidden, float* gates, float* previousCell, float* cellTanh, float* stateGradient, float* cellGradient)
    {
        Vector512<float> one = Vector512<float>.One;
        for (int row = 0; row < rows; row++)
        {
            float* input = gates + ((long)row * 4 * hidden);
            float* forget = input + hidden;
            float* candidate = forget + hidden;
            float* output = candidate + hidden;
            long offset = (long)row * hidden;
            for (int j = 0; j < hidden; j += LstmMath.Width)
            {
                Vector512<float> i = Vector512.Load(input + j);
                Vector512<float> f = Vector512.Load(forget + j);
                Vector512<float> g = Vector512.Load(candidate + j);
                Vector512<float> o = Vector512.Load(output + j);
                Vector512<float> t = Vector512.Load(cellTanh + offset + j);
                Vector512<float> dh = Vector512.Load(stateGradient + offset + j);
                Vector512<float> dc = Vector512.FusedMultiplyAdd(dh * o, one - (t * t), Vector512.Load(cellGradient + offset + j));
                (dc * g * i * (one - i)).Store(input + j);
                (dc * Vector512.Load(previousCell + offset + j) * f * (one - f)).Store(forget + j);
                (dc * i * (one - (g * g))).Store(candidate + j);
                (dh * t * o * (one - o)).Store(output + j);
                (dc * f).Store(cellGradient + offset + j);
            }
        }
    }
}
